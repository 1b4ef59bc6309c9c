using System.Text.RegularExpressions;

namespace Marquee.App.Tests;

/// <summary>What README and guide tell people to type exists.</summary>
public sealed partial class DocumentationTests
{
    /// <summary>These are the script's own.</summary>
    static readonly HashSet<string> Scripts = ["up", "test", "bench"];

    [Fact]
    public async Task Every_verb_that_is_written_down_is_known()
    {
        var help = (await RunningMarquee.Run("--help")).Out;
        var known = Verb().Matches(help[help.IndexOf("Commands:", StringComparison.Ordinal)..]).Select(m => m.Groups["verb"].Value).ToHashSet();
        var written = Pages().SelectMany(page => Written().Matches(File.ReadAllText(page)).Select(m => m.Groups["verb"].Value)).ToHashSet();
        Assert.True(written.Count > 6, string.Join(", ", written));
        Assert.Equal([], written.Except(known).Except(Scripts));
    }

    [Fact]
    public void Every_picture_and_page_that_is_linked_is_there()
    {
        foreach (var page in Pages())
        {
            foreach (var link in Link().Matches(File.ReadAllText(page)).Select(m => m.Groups["path"].Value).Where(p => !p.Contains("://", StringComparison.Ordinal)))
            {
                Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, link)), $"{Path.GetFileName(page)} links to {link}");
            }
        }
    }

    static IEnumerable<string> Pages() => [Path.Combine(Root(), "README.md"), .. Directory.EnumerateFiles(Path.Combine(Root(), "docs", "guide"), "*.md")];

    static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "Marquee.slnx")))
        {
            at = at.Parent;
        }

        return at.FullName;
    }

    [GeneratedRegex(@"^  (?<verb>[a-z]+)\b", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Verb();

    [GeneratedRegex(@"\./marquee (?<verb>[a-z]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Written();

    [GeneratedRegex(@"\]\((?<path>[^)#]+)\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();
}
