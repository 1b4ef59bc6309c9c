using System.Text.RegularExpressions;

namespace Marquee.Tests.House;

/// <summary>The plan of the house: which room may use which.</summary>
public sealed partial class DependencyDirectionTests
{
    static readonly Dictionary<string, int> Levels = new(StringComparer.Ordinal)
    {
        ["Texts"] = -1, // below the ground: even the storage says something
        ["Metering"] = -1, // everything may be measured
        ["Storage"] = 0,
        ["Journal"] = 1,
        ["Jobs"] = 1,
        ["Access"] = 1,
        ["Catalog"] = 2,
        ["Households"] = 2,
        ["Upkeep"] = 2,
        ["Watching"] = 3,
        ["Releases"] = 3,
        ["Availability"] = 4,
        ["Trends"] = 4,
        ["Acquisition"] = 4,
        ["Discovery"] = 4,
        ["Screens"] = 5,
        ["Sync"] = 5,
        ["Channels"] = 6,
    };

    [Fact]
    public void A_capability_uses_lower_levels_only()
    {
        var breaches =
            from file in Repository.Files("src/Marquee", ".cs")
            let room = Room(file)
            where room is not null
            from used in Uses().Matches(Comment().Replace(File.ReadAllText(file), "")).Select(m => m.Groups["room"].Value).Distinct()
            where used != room && Levels.TryGetValue(used, out var level) && level >= Levels[room]
            select $"{Relative(file)} ({room}) uses {used}";
        Assert.Empty(breaches);
    }

    [Fact]
    public void Every_folder_is_a_room_of_the_plan() =>
        Assert.Subset(
            new HashSet<string>(Levels.Keys) { "obj", "bin" },
            Directory.GetDirectories(Path.Combine(Repository.Root, "src/Marquee")).Select(d => Path.GetFileName(d)!).ToHashSet());

    [Fact]
    public void Integrations_know_nothing_about_us() =>
        Assert.Empty(Repository.Files("src/Marquee.Integrations", ".cs").Where(f => ProductUse().IsMatch(File.ReadAllText(f))).Select(Relative));

    [Fact]
    public void The_product_does_not_know_its_executable() =>
        Assert.Empty(Repository.Files("src/Marquee", ".cs").Where(f => File.ReadAllText(f).Contains("Marquee.App", StringComparison.Ordinal)).Select(Relative));

    [Fact]
    public void No_file_is_longer_than_400_lines()
    {
        var files = new[] { "src", "tests", "bench", "web" }.Where(d => Directory.Exists(Path.Combine(Repository.Root, d)))
            .SelectMany(d => Repository.Files(d, ".cs", ".ts", ".svelte", ".css", ".js", ".mjs"));
        Assert.Empty(files.Where(f => File.ReadLines(f).Count() > 400).Select(Relative));
    }

    [Fact]
    public void No_name_says_nothing()
    {
        var files = Repository.Files("src", ".cs").Concat(Repository.Files("tests", ".cs")).Concat(Repository.Files("bench", ".cs"));
        Assert.Empty(files.Where(f => Vague().IsMatch(Path.GetFileNameWithoutExtension(f)) || VagueType().IsMatch(File.ReadAllText(f))).Select(Relative));
        Assert.Empty(files.Where(f => Repository.Parts(f).Any(p => p is "Common" or "Helpers" or "Utils" or "Managers" or "Shared" or "Core" or "Infrastructure")).Select(Relative));
    }

    static string? Room(string file) => Repository.Parts(file) is [_, _, var room, _, ..] ? room : null;

    static string Relative(string file) => Path.GetRelativePath(Repository.Root, file);

    [GeneratedRegex(@"//[^\n]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Comment();

    // "using Marquee.Watching;" or a qualified name in the code
    [GeneratedRegex(@"\bMarquee\.(?<room>[A-Z][A-Za-z]+)\b(?!\s*\{)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Uses();

    [GeneratedRegex(@"\bMarquee\.(?!Integrations\b)[A-Z]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ProductUse();

    [GeneratedRegex("(Service|Manager|Helper|Helpers|Util|Utils|Processor|Base|Queue)$|^(Common|Shared|Misc|Core)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Vague();

    [GeneratedRegex(@"\b(class|record|interface|struct|enum)\s+\w+(Service|Manager|Helper|Helpers|Util|Utils|Processor|Base|Queue)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VagueType();
}
