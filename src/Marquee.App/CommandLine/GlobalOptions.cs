using System.CommandLine;

namespace Marquee.App.CommandLine;

/// <summary>The options that every verb understands.</summary>
public sealed record GlobalOptions(string? Data, bool Json, bool Quiet)
{
    public static readonly Option<string?> DataOption = new("--data")
    {
        Description = "The data folder (default ./data, or the setting Storage:Folder).",
        HelpName = "DIR",
        Recursive = true,
    };

    public static readonly Option<bool> JsonOption = new("--json") { Description = "Results as JSON on standard output.", Recursive = true };

    public static readonly Option<bool> QuietOption = new("--quiet", "-q") { Description = "No progress on standard error.", Recursive = true };

    public static GlobalOptions Of(ParseResult parsed) => new(parsed.GetValue(DataOption), parsed.GetValue(JsonOption), parsed.GetValue(QuietOption));
}
