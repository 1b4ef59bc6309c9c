using System.CommandLine;
using System.Globalization;
using Marquee.App.CommandLine;
using Marquee.Screens;
using Marquee.Texts;
using Marquee.Watching;

namespace Marquee.App.Verbs;

/// <summary>`marquee next`: the next episode of each series.</summary>
static class NextVerb
{
    static readonly Option<int> Limit = new Option<int>("--limit") { Description = "help.next.limit", DefaultValueFactory = _ => 20 }.Between(1, 100);

    public static Command Make() =>
        new Command("next", "help.verb.next") { Limit, Verb.MemberOption }.Reads(async (verb, alone) =>
        {
            var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
            var next = await ProgressEndpoints.Cards(viewer, alone.Get<NextUp>(), alone.Get<TitleCards>(), verb.Get(Limit), verb.Cancellation);
            verb.Terminal.Result(next, cards => cards.Count == 0 ? new Text("app.nextNone").ToString() : string.Join('\n', cards.Select(Line)));
        });

    static string Line(NextCard card) => string.Create(
        CultureInfo.InvariantCulture, $"{card.Id,-11} {card.Series?.Title} S{card.Series?.Season:D2}E{card.Series?.Episode:D2}  {card.Title}");
}
