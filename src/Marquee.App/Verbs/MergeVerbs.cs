using System.CommandLine;
using System.Globalization;
using Marquee.App.CommandLine;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Screens;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.App.Verbs;

/// <summary>`marquee merge OLD INTO`, `marquee merge --undo OLD`, and `marquee proposals` for what IMDb has merged.</summary>
static class MergeVerbs
{
    static readonly Argument<string> Old = new("OLD") { Description = "help.merge.old" };
    static readonly Argument<string?> Into = new("INTO") { Description = "help.merge.into", Arity = ArgumentArity.ZeroOrOne };
    static readonly Option<bool> Undo = new("--undo") { Description = "help.merge.undo" };
    static readonly Option<long?> Accept = new("--accept") { Description = "help.merge.accept", HelpName = "N" };
    static readonly Option<long?> Decline = new("--decline") { Description = "help.merge.decline", HelpName = "N" };

    public static Command MakeMerge() =>
        new Command("merge", "help.verb.merge") { Old, Into, Undo }.Writes(
            async (verb, server) =>
            {
                var (old, into) = Ids(verb);
                var path = "/api/v1/merges";
                if (into is null)
                {
                    var holding = (await server.Get<List<MergeCard>>("/api/v1/merges?limit=200", verb.Cancellation)).Find(m => m.From == old.ToString() && m.State is "merged" or "merging");
                    path += $"/{(holding ?? throw NotMerged(old)).Id}/undo";
                }

                await server.Follow(path, into is null ? null : new MergeRequest(old.ToString(), into.ToString()), verb.Terminal, verb.Cancellation);
                Show(verb, old, into);
            },
            async (verb, alone) =>
            {
                var (old, into) = Ids(verb);
                var (merges, viewer) = (alone.Get<TitleMerges>(), await alone.Viewer(null, verb.Cancellation));
                var started = into is { } title
                    ? await merges.Merge(viewer, old, title, verb.Cancellation)
                    : await merges.Undo(viewer, (await merges.Of(old, verb.Cancellation) ?? throw NotMerged(old)).Id, verb.Cancellation);
                await Finish(verb, alone, started!);
                Show(verb, old, into);
            });

    public static Command MakeProposals() =>
        new Command("proposals", "help.verb.proposals") { Accept, Decline }.Writes(
            async (verb, server) =>
            {
                if (verb.Get(Accept) is { } accepted)
                {
                    await server.Follow($"/api/v1/merges/proposals/{accepted}/accept", null, verb.Terminal, verb.Cancellation);
                }

                if (verb.Get(Decline) is { } declined)
                {
                    await server.Post<ProposalAnswer>($"/api/v1/merges/proposals/{declined}/decline", null, verb.Cancellation);
                }

                Show(verb, await server.Get<List<ProposalCard>>("/api/v1/merges/proposals", verb.Cancellation));
            },
            async (verb, alone) =>
            {
                var (proposals, viewer) = (alone.Get<MergeProposals>(), await alone.Viewer(null, verb.Cancellation));
                if (verb.Get(Accept) is { } accepted)
                {
                    await Finish(verb, alone, await proposals.Accept(viewer, accepted, verb.Cancellation) ?? throw NoSuchProposal(accepted));
                }

                if (verb.Get(Decline) is { } declined && await proposals.Decline(viewer, declined, verb.Cancellation) is not true)
                {
                    throw NoSuchProposal(declined);
                }

                var open = await proposals.Open(verb.Cancellation);
                var cards = await alone.Get<TitleCards>().ById(viewer, open.Select(p => p.Into), verb.Cancellation);
                Show(verb, [.. open.Select(p => new ProposalCard(p.Id, p.Title.ToString(), p.Into.ToString(), cards.GetValueOrDefault(p.Into.ToString()), p.Certainty, p.Evidence))]);
            });

    static async Task Finish(Verb verb, Alone alone, MergeStarted started) =>
        await alone.FollowWaiting(started.Job ?? throw new Refusal("app.merge.later"), verb.Terminal, verb.Cancellation);

    static (TitleId Old, TitleId? Into) Ids(Verb verb)
    {
        var old = Id(verb.Get(Old));
        return (verb.Get(Undo), verb.Get(Into)) switch
        {
            (true, null) => (old, null),
            (false, { } into) => (old, Id(into)),
            (true, _) => throw new Refusal("app.merge.undoAlone"),
            _ => throw new Refusal("app.merge.into"),
        };
    }

    static TitleId Id(string text) => TitleId.TryParse(text, null, out var id) ? id : throw new Refusal("app.merge.noId", ("text", text));

    static Refusal NotMerged(TitleId old) => new("app.merge.not", ("title", old.ToString()));

    static Refusal NoSuchProposal(long id) => new("app.merge.noProposal", ("id", id));

    static void Show(Verb verb, TitleId old, TitleId? into) => verb.Terminal.Result(
        new { from = old.ToString(), into = into?.ToString() }, r => (r.into is null ? new Text("app.merge.parted", ("title", r.from)) : new Text("app.merge.merged", ("title", r.from), ("into", r.into))).ToString());

    static void Show(Verb verb, IReadOnlyList<ProposalCard> open) => verb.Terminal.Result(open, all => all.Count == 0
        ? new Text("app.merge.none").ToString()
        : string.Join('\n', all.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Id,4}. {p.Certainty,2} %  {p.From} {p.Evidence.Title} ({p.Evidence.Year}) = {p.Into} {p.Title?.Title} ({p.Title?.Year})"))));
}
