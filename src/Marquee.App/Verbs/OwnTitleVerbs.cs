using System.CommandLine;
using System.Globalization;
using Marquee.App.CommandLine;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Texts;
using Marquee.Watching;

namespace Marquee.App.Verbs;

/// <summary>What begins with what a member has of a title: `marquee unwatch TITLE` and `marquee note TITLE`.</summary>
static class OwnTitleVerbs
{
    const string Unknown = "unknown";

    static readonly Option<string?> At = new("--at") { Description = "help.unwatch.at", HelpName = "DATE" };
    static readonly Argument<string?> Words = new Argument<string?>("TEXT") { Description = "help.note.text", Arity = ArgumentArity.ZeroOrOne }.AtMost(Notes.Longest);

    sealed record Own(IReadOnlyList<WatchCard> Watches, string? Note);

    sealed record Page(Own Mine);

    public static Command Unwatch() => new Command("unwatch", "help.verb.unwatch") { TitleVerbs.Title, At, Verb.MemberOption }.Writes(
        async (verb, server) =>
        {
            var title = await server.Title(verb.Get(TitleVerbs.Title), verb.Cancellation);
            var own = (await server.Get<Page>($"/api/v1/titles/{title.Id}", verb.Cancellation)).Mine;
            var answer = await server.Delete<FactAnswer>($"/api/v1/watches/{Meant(verb, title, own.Watches).Id.ToString(CultureInfo.InvariantCulture)}", verb.Cancellation);
            TitleVerbs.Told(verb, title, answer.Fact, "app.title.unwatched");
        },
        async (verb, alone) =>
        {
            var (title, own) = await Asked(verb, alone);
            var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
            TitleVerbs.Told(verb, title, await alone.Get<Watches>().Remove(viewer, Meant(verb, title, own.Watches).Id, verb.Cancellation), "app.title.unwatched");
        });

    public static Command Note() => new Command("note", "help.verb.note") { TitleVerbs.Title, Words, Verb.MemberOption }.Writes(
        async (verb, server) =>
        {
            var title = await server.Title(verb.Get(TitleVerbs.Title), verb.Cancellation);
            if (verb.Get(Words) is not { } note)
            {
                Show(verb, title, (await server.Get<Page>($"/api/v1/titles/{title.Id}", verb.Cancellation)).Mine.Note);
                return;
            }

            TitleVerbs.Told(verb, title, (await server.Put<FactAnswer>($"/api/v1/notes/{title.Id}", new NoteRequest(note), verb.Cancellation)).Fact, Done(note));
        },
        async (verb, alone) =>
        {
            var (title, own) = await Asked(verb, alone);
            if (verb.Get(Words) is not { } note)
            {
                Show(verb, title, own.Note);
                return;
            }

            var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
            TitleVerbs.Told(verb, title, await alone.Get<Notes>().Set(viewer, title.Id, note, verb.Cancellation), Done(note));
        });

    static async Task<(AskedTitle Title, Own Own)> Asked(Verb verb, Alone alone)
    {
        var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
        var title = await alone.Title(viewer, verb.Get(TitleVerbs.Title), verb.Cancellation);
        var page = await alone.Get<TitleScreens>().Of(viewer, title.Id, verb.Cancellation) ?? throw new Refusal("screens.noTitle");
        return (title, new Own(page.Mine!.Watches, page.Mine.Note));
    }

    /// <summary>The latest watch of the day that was named; the only one, when none was.</summary>
    static WatchCard Meant(Verb verb, AskedTitle title, IReadOnlyList<WatchCard> watches)
    {
        var fitting = verb.Get(At) is { } day ? [.. watches.Where(w => Day(w) == day)] : watches;
        return fitting.Count == 0 ? throw new Refusal("app.watch.none", ("title", title.Name))
            : fitting.Count > 1 && verb.Get(At) is null ? throw new Refusal("app.watch.several", ("title", title.Name), ("days", string.Join(", ", watches.Select(Day).Distinct())))
            : fitting[0];
    }

    static string Day(WatchCard watch) => watch.At?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Unknown;

    static string Done(string note) => string.IsNullOrWhiteSpace(note) ? "app.title.unnoted" : "app.title.noted";

    static void Show(Verb verb, AskedTitle title, string? note) => verb.Terminal.Result(
        new { title = title.Id.ToString(), name = title.Name, note }, r => r.note ?? new Text("app.title.noNote", ("title", r.name)).ToString());
}
