using System.CommandLine;
using System.Globalization;
using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Texts;
using Marquee.Watching;

namespace Marquee.App.Verbs;

/// <summary>`marquee next` (the next episodes), `marquee lists`, and `marquee watchlist ID` with a note or a priority.</summary>
static class MemberTitleVerbs
{
    static readonly Option<int> Limit = new Option<int>("--limit") { Description = "help.next.limit", DefaultValueFactory = _ => 20 }.Between(1, 100);
    static readonly Option<long?> Show = new("--show") { Description = "help.lists.show", HelpName = "N" };
    static readonly Argument<string> Id = new("ID") { Description = "help.watchlist.id" };
    static readonly Option<string?> Note = new("--note") { Description = "help.watchlist.note" };
    static readonly Option<int?> Priority = new Option<int?>("--priority") { Description = "help.watchlist.priority" }.Between(0, Watchlist.Last);

    sealed record List(long Id, string Name, string? Description, bool Live, bool Shared, bool Own, int Entries);

    sealed record Entry(string Id, string Title, int? Year, string? Note);

    public static Command Next() =>
        new Command("next", "help.verb.next") { Limit, Verb.MemberOption }.Reads(async (verb, alone) =>
        {
            var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
            var next = await ProgressEndpoints.Cards(viewer, alone.Get<NextUp>(), alone.Get<TitleCards>(), verb.Get(Limit), verb.Cancellation);
            verb.Terminal.Result(next, cards => cards.Count == 0 ? new Text("app.nextNone").ToString() : string.Join('\n', cards.Select(Line)));
        });

    public static Command Lists() =>
        new Command("lists", "help.verb.lists") { Show, Verb.MemberOption }.Reads(async (verb, alone) =>
        {
            var (lists, viewer) = (alone.Get<TitleLists>(), await alone.Viewer(verb.Member, verb.Cancellation));
            if (verb.Get(Show) is not { } id)
            {
                var all = await lists.All(viewer, verb.Cancellation);
                verb.Terminal.Result(
                    all.Select(l => new List(l.Id, l.Name, l.Description, l.Live, l.Shared, l.Owner == viewer.Member, l.Entries)).ToList(),
                    some => some.Count == 0 ? new Text("app.listsNone").ToString() : string.Join('\n', some.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Id,4}. {l.Entries,5}  {l.Name}"))));
                return;
            }

            if (await lists.Find(viewer, id, verb.Cancellation) is null)
            {
                throw new Refusal("screens.noList");
            }

            var titles = await lists.Titles(viewer, id, 0, TitleBrowse.Deepest, verb.Cancellation);
            var shown = await alone.Get<TitleCards>().Each(viewer, titles, t => t.Title, (card, t) => new Entry(card.Id, card.Title, card.Year, t.Note), verb.Cancellation);
            verb.Terminal.Result(shown, some => string.Join('\n', some.Select((e, at) => string.Create(
                CultureInfo.InvariantCulture, $"{at + 1,4}. {e.Id,-11} {e.Title} ({e.Year}){(e.Note is null ? "" : "  " + e.Note)}"))));
        });

    public static Command Listed() =>
        new Command("watchlist", "help.verb.watchlist") { Id, Note, Priority, Verb.MemberOption }.Writes(
            async (verb, server) =>
            {
                var title = Title(verb);
                var answer = await server.Put<FactAnswer>($"/api/v1/watchlist/{title}/entry", new WatchlistWords(verb.Get(Note), verb.Get(Priority)), verb.Cancellation);
                Told(verb, title, answer.Fact);
            },
            async (verb, alone) =>
            {
                var (title, viewer) = (Title(verb), await alone.Viewer(verb.Member, verb.Cancellation));
                if (!await alone.Get<TitleCards>().Shows(viewer, title, verb.Cancellation))
                {
                    throw new Refusal("screens.noTitle");
                }

                Told(verb, title, await alone.Get<Watchlist>().Put(viewer, title, verb.Get(Note), verb.Get(Priority), verb.Cancellation));
            });

    static TitleId Title(Verb verb) => TitleId.TryParse(verb.Get(Id), null, out var id) ? id : throw new Refusal("app.merge.noId", ("text", verb.Get(Id)));

    static void Told(Verb verb, TitleId title, long? fact) => verb.Terminal.Result(
        new { title = title.ToString(), fact }, r => new Text(r.fact is null ? "app.listedAlready" : "app.listed", ("title", r.title)).ToString());

    static string Line(NextCard card) => string.Create(
        CultureInfo.InvariantCulture, $"{card.Id,-11} {card.Series?.Title} S{card.Series?.Season:D2}E{card.Series?.Episode:D2}  {card.Title}");
}
