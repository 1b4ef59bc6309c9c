using System.CommandLine;
using System.Globalization;
using Marquee.App.CommandLine;
using Marquee.Screens;
using Marquee.Texts;
using Marquee.Watching;

namespace Marquee.App.Verbs;

/// <summary>`marquee watchlist`, with `add TITLE` and `remove TITLE`.</summary>
static class WatchlistVerb
{
    static readonly Option<int> Limit = new Option<int>("--limit") { Description = "help.watchlist.limit", DefaultValueFactory = _ => 50 }.Between(1, 500);
    static readonly Option<WatchlistSort> Sort = new("--sort") { Description = "help.watchlist.sort" };

    public static Command Make() =>
        new Command("watchlist", "help.verb.watchlist") { Limit, Sort, Verb.MemberOption, TitleVerbs.Listed(), TitleVerbs.Unlisted() }.Reads(async (verb, alone) =>
        {
            var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
            var query = new WatchlistQuery { Sort = verb.Get(Sort) };
            var page = await alone.Get<WatchlistPages>().Page(viewer, query, null, verb.Get(Limit), verb.Cancellation);
            var shown = await alone.Get<TitleCards>().Each(
                viewer, page.Items, i => i.Title, (card, i) => new WatchlistCard(card) { AddedAt = i.AddedAt, Note = i.Note, Priority = i.Priority }, verb.Cancellation);
            verb.Terminal.Result(shown, cards => cards.Count == 0 ? new Text("app.watchlistNone").ToString() : string.Join('\n', cards.Select(Line)));
        });

    static string Line(WatchlistCard card) => string.Create(
        CultureInfo.InvariantCulture, $"{card.Id,-11} {card.Priority?.ToString(CultureInfo.InvariantCulture) ?? " "}  {card.Title} ({card.Year}){(card.Note is null ? "" : "  " + card.Note.ReplaceLineEndings(" "))}");
}
