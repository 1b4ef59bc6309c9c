using System.CommandLine;
using System.Text.RegularExpressions;
using Marquee.App.Verbs;

namespace Marquee.App.Tests;

/// <summary>What README and guide tell people to type exists; the program's own tree of commands is asked.</summary>
public sealed partial class DocumentationTests
{
    /// <summary>These are the script's own.</summary>
    static readonly HashSet<string> Scripts = ["test", "bench"];

    static readonly Command Root = AllVerbs.Root();

    [Fact]
    public void Every_verb_that_is_written_down_is_known()
    {
        var lines = Pages().SelectMany(page => Paragraphs(page).SelectMany(Lines)).Where(line => line.StartsWith("./marquee", StringComparison.Ordinal)).ToList();
        Assert.True(lines.Count > 10, string.Join("; ", lines));
        Assert.Equal([], lines.Where(line => Verb(line) is var verb && verb.Command == Root && verb.Words is [var word, ..] && !word.StartsWith('-') && !Scripts.Contains(word)));
    }

    [Fact]
    public void Every_option_that_is_written_down_is_known_to_its_verb()
    {
        var written = Pages().SelectMany(Options).ToList();
        Assert.True(written.Count > 12, string.Join("; ", written));
        Assert.Equal([], written.Where(w => !w.Known).Select(w => $"{w.Page}: {w.Line} {w.Option}"));
    }

    [Theory]
    [InlineData("./marquee import history FILE", "--apply", true)]
    [InlineData("./marquee import imdb DIR", "--apply", false)]
    [InlineData("serve", "--no-work", true)]
    [InlineData("./marquee up", "--listen", true)]
    [InlineData("./marquee search x", "--json", true)]
    [InlineData("./marquee search x", "--jsn", false)]
    public void An_option_is_looked_for_where_it_is_used(string line, string option, bool known) => Assert.Equal(known, Knows(Verb(line).Command, option));

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

    /// <summary>Options with the command line that they stand on; an option on its own belongs to the verb named before it in its paragraph.</summary>
    static IEnumerable<(string Page, string Line, string Option, bool Known)> Options(string page)
    {
        foreach (var paragraph in Paragraphs(page))
        {
            (string Line, Command? Verb) last = ("", null);
            foreach (var line in Lines(paragraph))
            {
                if (!line.StartsWith('-'))
                {
                    last = Verb(line) is var (command, _) && (command != Root || line.StartsWith("./marquee", StringComparison.Ordinal)) ? (line, command) : last;
                    if (last.Line != line)
                    {
                        continue; // no command of ours
                    }
                }

                foreach (var option in line.Split(' ').Where(word => word.StartsWith("--", StringComparison.Ordinal)))
                {
                    yield return (Path.GetFileName(page), last.Line, option, last.Verb is { } verb ? Knows(verb, option) : Everywhere(Root).Any(c => Knows(c, option)));
                }
            }
        }
    }

    /// <returns>The command that the words lead to, and the words behind it. <c>up</c> is <c>serve</c> after a build.</returns>
    static (Command Command, string[] Words) Verb(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipWhile(w => w is "./marquee" or "marquee").Select(w => w == "up" ? "serve" : w).ToArray();
        var command = Root;
        while (words is [var word, ..] && command.Subcommands.FirstOrDefault(c => c.Name == word) is { } next)
        {
            (command, words) = (next, words[1..]);
        }

        return (command, words);
    }

    static bool Knows(Command command, string option) =>
        command.Options.Any(o => o.Name == option || o.Aliases.Contains(option))
        || command.Parents.OfType<Command>().Any(parent => parent.Options.Any(o => o.Recursive && (o.Name == option || o.Aliases.Contains(option))) || (parent != Root && Knows(parent, option)));

    static IEnumerable<Command> Everywhere(Command command) => [command, .. command.Subcommands.SelectMany(Everywhere)];

    /// <summary>What stands in code, as one would type it, in the order of the page.</summary>
    static IEnumerable<string> Lines(string paragraph) => paragraph.Contains("```", StringComparison.Ordinal)
        ? paragraph.Split('\n').Select(line => line.Split('#')[0].Trim()).Where(line => line.StartsWith("./marquee", StringComparison.Ordinal))
        : Code().Matches(paragraph).Select(m => Space().Replace(m.Groups["code"].Value, " "));

    static string[] Paragraphs(string page) => Break().Split(File.ReadAllText(page));

    static IEnumerable<string> Pages() => [Path.Combine(Folder(), "README.md"), .. Directory.EnumerateFiles(Path.Combine(Folder(), "docs", "guide"), "*.md")];

    static string Folder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "Marquee.slnx")))
        {
            at = at.Parent;
        }

        return at.FullName;
    }

    // A blank line, or the next row of a table.
    [GeneratedRegex(@"\n\n|\n(?=\|)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Break();

    [GeneratedRegex(@"`(?<code>[^`]+)`", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Space();

    [GeneratedRegex(@"\]\((?<path>[^)#]+)\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();
}
