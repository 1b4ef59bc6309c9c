using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>A watch among several, as facts tell it.</summary>
public sealed record EpisodeWatch
{
    public long Id { get; init; }

    public long Title { get; init; }
}

/// <summary>Many episodes watched, as facts tell it.</summary>
public sealed record EpisodesState
{
    public DateTimeOffset? At { get; init; }

    /// <summary>When only one season was meant.</summary>
    public int? Season { get; init; }

    public int Episodes { get; init; }

    public IReadOnlyList<EpisodeWatch> Watches { get; init; } = [];
}

/// <summary>Which episodes of a series are meant: all, those of one season, or those up to one of them.</summary>
/// <param name="Season">Null for all.</param>
/// <param name="UpTo">The last one that is meant; null for no end.</param>
public sealed record EpisodeSpan(int? Season, TitleId? UpTo)
{
    /// <summary>Specials and episodes without a number are meant only where their season or they themselves are named.</summary>
    /// <param name="episodes">All episodes of the series.</param>
    /// <param name="year">What comes later has not been shown yet.</param>
    /// <returns>In the order of the series; null when <see cref="UpTo"/> is none of them.</returns>
    public IReadOnlyList<TitleFacts>? Of(IReadOnlyList<TitleFacts> episodes, int year)
    {
        var last = UpTo is { } id ? episodes.FirstOrDefault(e => e.Id == id) : null;
        if (UpTo is not null && last is null)
        {
            return null;
        }

        var end = last is null ? (int.MaxValue, int.MaxValue) : Place(last);
        return [.. episodes.Where(e => e.Id == UpTo
            || ((Season is null ? e.Series is { Season: >= 1, Episode: >= 1 } : e.Series?.Season == Season) && (e.Year is null || e.Year <= year) && Place(e).CompareTo(end) <= 0))];
    }

    static (int, int) Place(TitleFacts episode) => (episode.Series?.Season ?? int.MaxValue, episode.Series?.Episode ?? int.MaxValue);
}

/// <summary>The door for many episodes at once: a season, or a series up to here. One fact, which one undo takes back.</summary>
public sealed class EpisodeWatches(Database database, Episodes episodes, KnownTitles known, Facts facts, TimeProvider time)
{
    /// <summary>Notes each episode that was never watched. Those that were stay as they are.</summary>
    /// <param name="at">Null when nobody knows when.</param>
    /// <returns>How many were noted and the fact of it (null when there was nothing to note); null when the span names no episode of the series.</returns>
    /// <exception cref="Refusal">The time lies in the future.</exception>
    public async Task<(int Episodes, long? Fact)?> Add(Viewer viewer, TitleId series, EpisodeSpan span, DateTimeOffset? at, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        Watches.RefuseDayToCome(at, now);
        if (span.Of(await episodes.Of(series, null, ct), now.Year) is not { } meant)
        {
            return null;
        }

        await known.Remember([.. meant.Select(e => e.Id)], ct);
        return await database.Write<(int, long?)?>(Store.House, async writing =>
        {
            var added = new List<EpisodeWatch>();
            foreach (var some in meant.Select(e => e.Id.Number).Chunk(IdList.Batch))
            {
                added.AddRange(await writing.Query<EpisodeWatch>($"""
                    insert into house.watch (member, title, at, origin, created_at, series)
                    select @member, t.id, cast(@at as bigint), @origin, @now, @series from {EpisodeWords.All}
                    where t.id {IdList.In(writing.Dialect)} and not exists (select 1 from house.watch w where w.member = @member and w.title = t.id)
                    returning id, title
                    """, IdList.Of(writing.Dialect, some, new
                {
                    member = viewer.Member,
                    at = Instants.Seconds(at),
                    origin = WatchingFacts.Word(viewer.Origin),
                    now = now.ToUnixTimeSeconds(),
                    series = series.Number,
                })));
            }

            if (added.Count == 0)
            {
                return (0, null);
            }

            var after = new EpisodesState { At = at, Season = span.Season, Episodes = added.Count, Watches = added };
            await Touch(writing, viewer.Member, added, now.ToUnixTimeSeconds());
            return (added.Count, await facts.Write(writing, WatchingFacts.Draft(viewer, series, WatchingFacts.EpisodesAdded, null, after)));
        }, ct);
    }

    /// <summary>Takes an <see cref="Add"/> back, or takes that back, inside the transaction of the undoing. Watches that were removed, moved or dated since stay as they are.</summary>
    /// <returns>The fact to write.</returns>
    /// <exception cref="Refusal">Nothing of it is left as it was.</exception>
    internal static async Task<FactDraft> Undo(Writing writing, Viewer viewer, TitleId series, Fact fact, long now)
    {
        var (before, after) = (WatchingFacts.Read<EpisodesState>(fact.Before), WatchingFacts.Read<EpisodesState>(fact.After));
        var told = (after ?? before)!;
        var changed = new List<EpisodeWatch>();
        foreach (var watch in told.Watches)
        {
            var title = await MergedTitles.Current(writing, new TitleId(watch.Title));
            var there = await WatchingStore.Watch(writing, viewer.Member, watch.Id);
            if (after is not null && there is { } kept && kept.Title == title && kept.State.At == told.At)
            {
                await WatchingStore.RemoveWatch(writing, viewer.Member, watch.Id);
                changed.Add(watch with { Title = title.Number });
            }
            else if (after is null && there is null)
            {
                await WatchingStore.AddWatch(writing, viewer.Member, title, new WatchState { Id = watch.Id, At = told.At }, WatchingFacts.Word(viewer.Origin), now);
                changed.Add(watch with { Title = title.Number });
            }
        }

        if (changed.Count == 0)
        {
            throw new Refusal(after is null ? "watching.undo.watchBack" : "watching.undo.watchGone");
        }

        await Touch(writing, viewer.Member, changed, now);
        var state = told with { Episodes = changed.Count, Watches = changed };
        return after is null
            ? WatchingFacts.Draft(viewer, series, WatchingFacts.EpisodesAdded, null, state, fact.Id)
            : WatchingFacts.Draft(viewer, series, WatchingFacts.EpisodesRemoved, state, null, fact.Id);
    }

    static async Task Touch(Writing writing, long member, IReadOnlyList<EpisodeWatch> watches, long now)
    {
        foreach (var watch in watches)
        {
            await MemberTitleStore.Touch(writing, member, new TitleId(watch.Title), now);
        }
    }
}
