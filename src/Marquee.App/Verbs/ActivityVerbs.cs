using System.CommandLine;
using System.Globalization;
using Marquee.Acquisition.Wishes;
using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Journal;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Texts;
using Marquee.Watching;

namespace Marquee.App.Verbs;

/// <summary>`marquee activity`, what a member changed, and `marquee undo N`, which takes one of these changes back.</summary>
static class ActivityVerbs
{
    static readonly Option<int> Limit = new Option<int>("--limit") { Description = "help.activity.limit", DefaultValueFactory = _ => 20 }.Between(1, 200);
    static readonly Argument<long> Change = new("N") { Description = "help.undo.change" };

    public static Command Activity() =>
        new Command("activity", "help.verb.activity") { Limit, Verb.MemberOption }.Reads(async (verb, alone) =>
        {
            var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
            var sight = await alone.Get<Sights>().Of(viewer, verb.Cancellation);
            var cards = await FactEndpoints.Cards(viewer, sight, alone.Get<Facts>(), alone.Get<TitleCards>(), null, verb.Get(Limit), verb.Cancellation);
            verb.Terminal.Result(cards, all => all.Items.Count == 0 ? new Text("app.activityNone").ToString() : string.Join('\n', all.Items.Select(Line)));
        });

    public static Command TakeBack() =>
        new Command("undo", "help.verb.undo") { Change, Verb.MemberOption }.Writes(
            async (verb, server) =>
            {
                var answer = await server.Post<FactAnswer>($"/api/v1/facts/{verb.Get(Change)}/undo", null, verb.Cancellation);
                if (answer.Job is { } job)
                {
                    await server.Follow(job, verb.Terminal, verb.Cancellation);
                }

                Told(verb, answer);
            },
            async (verb, alone) =>
            {
                var viewer = await alone.Viewer(verb.Member, verb.Cancellation);
                var answer = await FactEndpoints.Take(viewer, verb.Get(Change), alone.Get<Facts>(), alone.Get<TitleCards>(), alone.Get<Undo>(), alone.Get<WishUndo>(), verb.Cancellation) switch
                {
                    Undone done => new FactAnswer(done.Fact, done.Job),
                    CannotUndo cannot => throw new Refusal(cannot.Why),
                    _ => throw new Refusal("screens.noChange"),
                };
                if (answer.Job is { } job)
                {
                    await alone.FollowWaiting(job, verb.Terminal, verb.Cancellation);
                }

                Told(verb, answer);
            });

    static void Told(Verb verb, FactAnswer answer) => verb.Terminal.Result(answer, a => new Text("app.undone", ("change", verb.Get(Change)), ("fact", a.Fact ?? 0)).ToString());

    static string Line(FactCard fact)
    {
        var title = fact.Title is { } card ? string.Create(CultureInfo.InvariantCulture, $"{card.Title} ({card.Year})") : "";
        var undone = fact.Undone ? " " + new Text("app.undoneMark") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{fact.Id,6}. {fact.At:yyyy-MM-dd HH:mm} {fact.Kind,-20} {title}{undone}").TrimEnd();
    }
}
