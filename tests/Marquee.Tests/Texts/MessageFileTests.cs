using System.Text.Json;
using System.Text.RegularExpressions;
using Marquee.Storage;
using Marquee.Tests.House;

namespace Marquee.Tests.Texts;

/// <summary>What stands in the message files and what the source says, read as text, so that the executable's are seen too.</summary>
public sealed partial class MessageFileTests
{
    static readonly string[] Languages = ["de", "en"];

    static readonly Dictionary<string, Dictionary<string, JsonElement>> Files = Repository.Files("src", ".json")
        .Where(f => Path.GetFileName(Path.GetDirectoryName(f)) == "Messages")
        .ToDictionary(f => f, f => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(File.ReadAllText(f))!);

    static readonly HashSet<string> Literals = [.. Repository.Files("src", ".cs").SelectMany(f => Literal().Matches(File.ReadAllText(f)).Select(m => m.Groups["text"].Value))];

    static IEnumerable<string> Codes => Files.Values.SelectMany(f => f.Keys).Distinct();

    [Fact]
    public void Every_file_is_there_in_every_language_with_the_same_codes_and_gaps()
    {
        Assert.NotEmpty(Files);
        foreach (var group in Files.GroupBy(f => f.Key[..^".en.json".Length]))
        {
            Assert.Equal(Languages, group.Select(f => Path.GetFileName(f.Key).Split('.')[^2]).Order());
            var english = group.Single(f => f.Key.EndsWith(".en.json", StringComparison.Ordinal)).Value;
            Assert.All(group, file => Assert.Equal(english.Keys.Order(), file.Value.Keys.Order()));
            Assert.All(group, file => Assert.All(english, m => Assert.Equal((m.Key, Gaps(m.Value)), (m.Key, Gaps(file.Value[m.Key])))));
        }
    }

    [Fact]
    public void Every_code_belongs_to_its_file_and_to_no_other()
    {
        Assert.All(Files, f => Assert.All(f.Value.Keys, code => Assert.Equal(Path.GetFileName(f.Key).Split('.')[0], code.Split('.')[0].ToLowerInvariant())));
        Assert.Equal(Files.Count / Languages.Length, Files.Keys.Select(Path.GetFileName).Distinct().Count() / Languages.Length);
    }

    [Fact]
    public void Every_code_is_said_somewhere()
    {
        var source = string.Join('\n', Repository.Files("src", ".cs").Select(File.ReadAllText));
        Assert.All(Codes, code => Assert.True(Said($"\"{code}\"") || Said($"\"{Parent(code)}\"") || Said($"\"{Parent(code)}.\""), code));

        bool Said(string literal) => source.Contains(literal, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_said_has_a_message()
    {
        var codes = Codes.SelectMany(code => (string[])[code, Parent(code), Parent(code) + "."]).ToHashSet();
        // The names of work, of tables and of files look like codes.
        var others = Repository.Files("src", ".cs").SelectMany(f => OtherName().Matches(File.ReadAllText(f)).Select(m => m.Groups["text"].Value)).ToHashSet();
        var rooms = Codes.Select(code => code.Split('.')[0]).ToHashSet();
        Assert.All(Literals, text => Assert.True(!Code().IsMatch(text) || !rooms.Contains(text.Split('.')[0]) || codes.Contains(text) || others.Contains(text) || TableOwners.All.ContainsKey(text), text));
    }

    [Fact]
    public void A_refusal_names_a_code_and_no_sentence() =>
        Assert.Empty(
            from file in Repository.Files("src", ".cs")
            from call in Saying().Matches(File.ReadAllText(file))
            where !Code().IsMatch(call.Groups["text"].Value)
            select $"{Path.GetFileName(file)}: {call.Value}");

    static string Parent(string code) => code[..code.LastIndexOf('.')];

    static string Gaps(JsonElement message) => string.Join(' ', Gap().Matches(
        message.ValueKind == JsonValueKind.Object ? message.GetProperty("other").GetString()! : message.GetString()!).Select(m => m.Value).Distinct().Order());

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Gap();

    [GeneratedRegex(@"""(?<text>([^""\\\r\n]|\\.)*)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Literal();

    // access.member.named, catalog.genre.Sci-Fi, discovery.genre
    [GeneratedRegex(@"^[a-z][A-Za-z]*(\.[A-Za-z-]+)+\.?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Code();

    [GeneratedRegex("""(const string Name = "(?<text>[^"]+)"|"(?<text>[a-z]+\.db)")""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OtherName();

    // new Refusal("..."), new Refusal($"..."), Problems.NotFound("..."), Say("...")
    [GeneratedRegex("""(new (Refusal|Text)|Problems\.NotFound|\bSay)\((e, )?\$?"(?<text>[^"]*)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Saying();
}
