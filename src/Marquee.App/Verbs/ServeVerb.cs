using System.CommandLine;
using Marquee.App.CommandLine;
using Marquee.App.Server;

namespace Marquee.App.Verbs;

/// <summary>`marquee serve`: web and work in one process, in the foreground.</summary>
static class ServeVerb
{
    static readonly Option<string?> Listen = new("--listen") { Description = "Address and port (default 127.0.0.1:8484).", HelpName = "ADDRESS:PORT" };

    public static Command Make()
    {
        var verb = new Command("serve", "Start the server and print a sign-in link for the host.") { Listen };
        verb.SetAction((parsed, ct) => MarqueeServer.Run(Common.Of(parsed), parsed.GetValue(Listen), ct));
        return verb;
    }
}
