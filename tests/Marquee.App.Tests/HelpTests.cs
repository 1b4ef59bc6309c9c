using System.Text.Json;
using Marquee.App.CommandLine;
using Marquee.App.Verbs;

namespace Marquee.App.Tests;

public sealed class HelpTests
{
    public static TheoryData<string> Languages => ["en", "de"];

    [Theory, MemberData(nameof(Languages))]
    public void Every_verb_argument_and_option_has_a_text(string language)
    {
        using var file = typeof(Verb).Assembly.GetManifestResourceStream($"Marquee.App.Messages.help.{language}.json")!;
        var texts = JsonSerializer.Deserialize<Dictionary<string, string>>(file)!;
        var symbols = Help.Everything(AllVerbs.Root()).ToList();
        Assert.True(symbols.Count > 100);
        Assert.All(symbols, symbol => Assert.NotEmpty(texts.GetValueOrDefault(symbol.Description ?? "") ?? ""));
    }

    [Theory]
    [InlineData("de_DE.UTF-8", "best --help", 0, "Stimmen, bei denen", "Nutzung:")]
    [InlineData("C.UTF-8", "best --help", 0, "Votes at which", "Usage:")]
    [InlineData("de_DE.UTF-8", "best --limit 1000", 2, "--limit ist eine Zahl von 1 bis 250.", "marquee best --help")]
    [InlineData("de_DE.UTF-8", "best --limit many", 2, "--limit ist eine Zahl von 1 bis 250.", "marquee best --help")]
    [InlineData("C.UTF-8", "backup plan --every never", 2, "'never'", "marquee backup plan --help")]
    public async Task Help_and_its_errors_speak_the_language_of_the_terminal(string lang, string words, int code, string first, string second)
    {
        var (ended, output, error) = await RunningMarquee.RunWith(new Dictionary<string, string> { ["LC_ALL"] = lang }, words.Split(' '));
        Assert.Equal(code, ended);
        Assert.Contains(first, output + error, StringComparison.Ordinal);
        Assert.Contains(second, output + error, StringComparison.Ordinal);
    }
}
