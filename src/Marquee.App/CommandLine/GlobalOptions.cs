using System.CommandLine;

namespace Marquee.App.CommandLine;

/// <summary>The options that every verb understands.</summary>
public sealed record GlobalOptions(string? Data, bool Json, bool Quiet)
{
    public static readonly Option<string?> DataOption = new("--data")
    {
        Description = "help.any.data",
        HelpName = "DIR",
        Recursive = true,
    };

    public static readonly Option<bool> JsonOption = new("--json") { Description = "help.any.json", Recursive = true };

    public static readonly Option<bool> QuietOption = new("--quiet", "-q") { Description = "help.any.quiet", Recursive = true };

    public static GlobalOptions Of(ParseResult parsed) => new(parsed.GetValue(DataOption), parsed.GetValue(JsonOption), parsed.GetValue(QuietOption));
}
