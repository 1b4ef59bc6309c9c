using System.CommandLine;
using Marquee.App.CommandLine;
using Marquee.App.Server;

namespace Marquee.App.Verbs;

/// <summary>
/// `marquee serve`: web and work in one process, in the foreground. With PostgreSQL the two can be split: `serve --no-work` and
/// any number of `work`.
/// </summary>
static class ServeVerb
{
    static readonly Option<string?> Listen = new("--listen") { Description = "help.serve.listen", HelpName = "ADDRESS:PORT" };
    static readonly Option<bool> NoWork = new("--no-work") { Description = "help.serve.noWork" };

    public static Command Make()
    {
        var verb = new Command("serve", "help.verb.serve") { Listen, NoWork };
        verb.SetAction((parsed, ct) => MarqueeServer.Run(GlobalOptions.Of(parsed), parsed.GetValue(Listen), !parsed.GetValue(NoWork), ct));
        return verb;
    }

    public static Command MakeWork()
    {
        var verb = new Command("work", "help.verb.work");
        verb.SetAction((parsed, ct) => WorkNode.Run(GlobalOptions.Of(parsed), ct));
        return verb;
    }
}
