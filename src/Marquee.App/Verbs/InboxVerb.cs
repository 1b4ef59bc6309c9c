using System.CommandLine;
using Marquee.App.CommandLine;
using Marquee.Integrations.Exports;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Texts;
using Marquee.Watching.Importing;

namespace Marquee.App.Verbs;

/// <summary>`marquee inbox`: the watched folder of a member, and `inbox mode SOURCE ask|apply` for what happens to files that land in it.</summary>
static class InboxVerb
{
    static readonly Argument<string> Source = new("SOURCE") { Description = "help.inbox.source" };
    static readonly Argument<InboxMode> Mode = new("ask|apply") { Description = "help.inbox.mode" };

    enum InboxMode
    {
        Ask,
        Apply,
    }

    public static Command Make() => new Command("inbox", "help.verb.inbox") { Verb.MemberOption, Choose() }.Reads(async (verb, alone) =>
        Show(verb, await alone.Get<Inbox>().Of(await alone.Viewer(verb.Member, verb.Cancellation), verb.Cancellation)));

    static Command Choose() => new Command("mode", "help.verb.inboxMode") { Source, Mode, Verb.MemberOption }.Writes(
        async (verb, server) => Show(verb, await server.Put<InboxState>($"/api/v1/imports/inbox/{Known(verb)}", new InboxChoice(verb.Get(Mode) == InboxMode.Apply), verb.Cancellation)),
        async (verb, alone) => Show(verb, await alone.Get<Inbox>().Choose(
            await alone.Viewer(verb.Member, verb.Cancellation), new ImportPreference(Known(verb), verb.Get(Mode) == InboxMode.Apply), verb.Cancellation)));

    static string Known(Verb verb) => ExportReader.Sources.Contains(verb.Get(Source)) ? verb.Get(Source)
        : throw new Refusal("app.inbox.noSource", ("source", verb.Get(Source)), ("sources", string.Join(", ", ExportReader.Sources)));

    static void Show(Verb verb, InboxState state) => verb.Terminal.Result(state, s => string.Join('\n',
    [
        s.Folder is null ? new Text("app.inbox.noFolder").ToString() : new Text("app.inbox.folder", ("folder", s.Folder)).ToString(),
        .. s.Preferences.Select(p => $"  {new Text(p.WithoutAsking ? "app.inbox.applies" : "app.inbox.asks", ("source", p.Source))}"),
    ]));
}
