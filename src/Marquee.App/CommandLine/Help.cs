using System.CommandLine;
using Marquee.Texts;

namespace Marquee.App.CommandLine;

/// <summary>Verbs, arguments and options are described by codes of the message files, which become words when somebody asks for help.</summary>
static class Help
{
    /// <summary>In the language of the terminal; what System.CommandLine itself says is in that language already.</summary>
    public static Command Spoken(this Command root)
    {
        foreach (var symbol in Everything(root))
        {
            symbol.Description = new Text(symbol.Description!).ToString();
        }

        return root;
    }

    /// <summary>The command and all below it, with their options and arguments, each once.</summary>
    public static IEnumerable<Symbol> Everything(Command command) =>
        new Symbol[] { command }
            .Concat(command.Options)
            .Concat(command.Arguments)
            .Concat(command.Subcommands.SelectMany(Everything))
            .Distinct();
}
