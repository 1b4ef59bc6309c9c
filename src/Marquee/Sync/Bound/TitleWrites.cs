using System.Globalization;
using System.Text.Json;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Storage;
using Marquee.Sync.Documents;
using Marquee.Texts;
using Marquee.Watching;

namespace Marquee.Sync.Bound;

/// <summary>
/// Makes rows of what a device says about a title, through the doors that pages use. What the device changed since it last heard of
/// the title counts; where that was changed here too, the rule of each thing says which of the two stays.
/// </summary>
sealed class TitleWrites(Ratings ratings, Watches watches, Watchlist watchlist, Likes likes, NotInterested notInterested, Notes notes, TimeProvider time)
{
    /// <param name="before">What the device started from; null when nobody knows.</param>
    /// <param name="said">What it says; null when it deleted the document, or nobody can read it.</param>
    /// <param name="facts">Of the title; null when it may not be written about.</param>
    /// <param name="wrong">Why nothing of it counts; null when it does.</param>
    public async Task<Settled> Take(Writing writing, SyncDatabase of, Sender by, TitleId asked, TitleDocument? before, TitleDocument? said, IncomingDocument document, TitleFacts? facts, Text? wrong)
    {
        var title = await MergedTitles.Current(writing, asked);
        var own = await OwnTitles.Read(writing, by.Viewer.Member, title);
        var refused = wrong ?? (facts is null ? new Text("phones.noTitle") : await Change(new Incoming(writing, of, by, title, document.Id, Decided(by, said), own), before, said ?? TitleDocument.Nothing));
        own = await OwnTitles.Read(writing, by.Viewer.Member, title);
        if (title == asked)
        {
            await UntoldTitles.Told(writing, by.Viewer.Member, await UntoldTitles.Among(writing, by.Viewer.Member, [title]));
        }

        if (title != asked || (refused is null && own.IsNothing))
        {
            return new Settled("", Deleted: true);
        }

        var aliases = await Aliases.Of(writing, of, Aliases.Watch, [.. own.Watches.Select(w => w.Id)]);
        var settled = Composing.Title(facts is null ? own with { Rating = null, Watches = [], Entry = null, Words = TitleWords.None } : own, facts, aliases, refused is null ? null : Composing.Told(refused, time.GetUtcNow()));
        return new Settled(said is not null && settled.SameAs(said) ? document.Members : settled.Members(), Deleted: false);
    }

    /// <summary>By our clock, and never later than now. A deletion that says no time gives way to everything.</summary>
    DateTimeOffset Decided(Sender by, TitleDocument? said) => said is null ? DateTimeOffset.UnixEpoch : Corrected(by, said.ChangedAt) ?? time.GetUtcNow();

    DateTimeOffset? Corrected(Sender by, DateTimeOffset? at) => at is not { } theirs ? null : theirs + by.Offset is var ours && ours > time.GetUtcNow() ? time.GetUtcNow() : ours;

    /// <returns>Why a part of it cannot be; null when all can.</returns>
    async Task<Text?> Change(Incoming take, TitleDocument? before, TitleDocument said)
    {
        Text? why = null;
        foreach (var change in new Func<Incoming, TitleDocument?, TitleDocument, Task>[] { Rate, Watch, List, Say, Mark })
        {
            try
            {
                await change(take, before, said);
            }
            catch (Refusal refusal)
            {
                why ??= refusal.Text;
            }
        }

        return why;
    }

    async Task Rate(Incoming take, TitleDocument? before, TitleDocument said)
    {
        var chosen = Choice.Of(before is not null, Number(before?.Rating?.Value), Number(said.Rating?.Value), Number(take.Own.Rating?.Rating), take.Decided, take.Own.Decided ?? take.Own.ChangedAt);
        if (chosen != Chosen.Here && said.Rating?.Value is < Ratings.Least or > Ratings.Most)
        {
            throw new Refusal("phones.rating", ("least", Ratings.Least), ("most", Ratings.Most));
        }

        if (chosen is Chosen.Theirs or Chosen.TheirsOverOurs)
        {
            var after = said.Rating is { } rating ? new RatingState { Rating = rating.Value, RatedAt = Corrected(take.By, rating.At) } : null;
            await ratings.Set(take.Writing, take.By.Viewer, take.Title, after, take.Decided.ToUnixTimeSeconds());
        }

        await Lost(take, chosen, "rating", Json(take.Own.Rating?.Rating), Json(said.Rating?.Value));
    }

    async Task Watch(Incoming take, TitleDocument? before, TitleDocument said)
    {
        var had = (before?.Watches ?? []).Select(w => w.Id).ToHashSet(StringComparer.Ordinal);
        var has = said.Watches.Select(w => w.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in had.Except(has))
        {
            if (await Of(take, gone) is { } number && take.Own.Watches.Any(w => w.Id == number))
            {
                await watches.Remove(take.Writing, take.By.Viewer, number);
            }
        }

        foreach (var watch in said.Watches.DistinctBy(w => w.Id).Where(w => !had.Contains(w.Id)))
        {
            if (await Of(take, watch.Id) is null)
            {
                var at = watch.Day is { } day ? Instants.Instant(Instants.Noon(day)) : Corrected(take.By, watch.At);
                var (id, _) = await watches.Add(take.Writing, take.By.Viewer, take.Title, at, null);
                await Aliases.Put(take.Writing, take.Database, Aliases.Watch, watch.Id, id);
            }
        }
    }

    async Task List(Incoming take, TitleDocument? before, TitleDocument said)
    {
        static SaidEntry? Plain(SaidEntry? entry) => entry is null ? null : new SaidEntry(null, entry.Priority, Watchlist.Clean(entry.Note));
        var ours = take.Own.Entry is { } own ? new SaidEntry(null, own.Priority, own.Note) : null;
        var theirs = Plain(said.Watchlist);
        var chosen = Choice.Of(before is not null, Plain(before?.Watchlist), theirs, ours, take.Decided, take.Own.ChangedAt);
        if (chosen != Chosen.Here && (theirs?.Note?.Length > Watchlist.LongestNote || theirs?.Priority is < Watchlist.First or > Watchlist.Last))
        {
            throw new Refusal("phones.entry", ("most", Watchlist.LongestNote), ("first", Watchlist.First), ("last", Watchlist.Last));
        }

        if (chosen is Chosen.Theirs or Chosen.TheirsOverOurs)
        {
            await watchlist.Set(take.Writing, take.By.Viewer, take.Title, there => theirs is null ? null
                : new WatchlistState { AddedAt = there is null ? Corrected(take.By, said.Watchlist!.At) ?? Instants.Instant(take.Decided.ToUnixTimeSeconds()) : there.AddedAt, Note = theirs.Note, Priority = theirs.Priority });
        }

        await Lost(take, chosen, "watchlist", Json(ours), Json(theirs));
    }

    async Task Say(Incoming take, TitleDocument? before, TitleDocument said)
    {
        var (ours, theirs) = (take.Own.Words.Note, Notes.Clean(said.Note));
        var chosen = Choice.Of(before is not null, before?.Note, theirs, ours, take.Decided, take.Own.ChangedAt);
        if (chosen != Chosen.Here && theirs?.Length > Notes.Longest)
        {
            throw new Refusal("phones.note", ("most", Notes.Longest));
        }

        if (chosen is Chosen.Theirs or Chosen.TheirsOverOurs)
        {
            await notes.Set(take.Writing, take.By.Viewer, take.Title, theirs);
        }

        await Lost(take, chosen, "note", Json(ours), Json(theirs));
    }

    /// <summary>What can only be said or not: who changed it means it.</summary>
    async Task Mark(Incoming take, TitleDocument? before, TitleDocument said)
    {
        if (before is null ? said.Liked : said.Liked != before.Liked)
        {
            await likes.Set(take.Writing, take.By.Viewer, take.Title, said.Liked);
        }

        if (before is null ? said.NotInterested : said.NotInterested != before.NotInterested)
        {
            await notInterested.Set(take.Writing, take.By.Viewer, take.Title, said.NotInterested);
        }
    }

    async Task Lost(Incoming take, Chosen chosen, string field, string ours, string theirs)
    {
        if (chosen is Chosen.TheirsOverOurs or Chosen.OursOverTheirs)
        {
            var (kept, lost) = chosen == Chosen.TheirsOverOurs ? (theirs, ours) : (ours, theirs);
            await Conflicts.Note(take.Writing, take.By.Viewer.Member, take.Document, field, kept, lost, take.By.Device, time.GetUtcNow().ToUnixTimeSeconds());
        }
    }

    /// <returns>The number of a watch, also of one that is gone; null for one that never came.</returns>
    static async Task<long?> Of(Incoming take, string id) => await Aliases.Number(take.Writing, take.Database, Aliases.Watch, id)
        ?? (long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);

    static Rated? Number(int? value) => value is { } known ? new Rated(known) : null;

    static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    /// <summary>A number that may not be there, as the rule wants it.</summary>
    sealed record Rated(int Stars);

    /// <summary>One document on its way in.</summary>
    sealed record Incoming(Writing Writing, SyncDatabase Database, Sender By, TitleId Title, string Document, DateTimeOffset Decided, OwnTitle Own);
}
