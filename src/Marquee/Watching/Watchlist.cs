using Dapper;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Merging;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>How a watchlist is ordered.</summary>
public enum WatchlistSort
{
    /// <summary>Latest first.</summary>
    Added,

    /// <summary>Newest films first.</summary>
    Year,

    /// <summary>IMDb's best first, those without votes last.</summary>
    Rating,

    Title,

    /// <summary>Shortest first, unknown ones last.</summary>
    Runtime,
}

public sealed record WatchlistEntry(TitleId Title, DateTimeOffset? AddedAt, string? Note, int? Priority);

/// <param name="Total">Of the whole list.</param>
public sealed record WatchlistPage(IReadOnlyList<WatchlistEntry> Items, int Total);

/// <summary>The one door to what a member wants to watch.</summary>
public sealed class Watchlist(Database database, Titles titles, KnownTitles known, Facts facts, TimeProvider time)
{
    /// <summary>Adding a title twice keeps the first date.</summary>
    /// <returns>The fact of the change; null when the title was on the list.</returns>
    public async Task<long?> Add(Viewer viewer, TitleId title, CancellationToken ct)
    {
        await known.Remember([title], ct);
        return await database.Write<long?>(Store.House, async writing =>
        {
            title = await MergedTitles.Current(writing, title);
            if (await WatchingStore.Entry(writing, viewer.Member, title) is not null)
            {
                return null;
            }

            var after = new WatchlistState { AddedAt = Instants.Instant(time.GetUtcNow().ToUnixTimeSeconds()) };
            await WatchingStore.SetEntry(writing, viewer.Member, title, after);
            return await facts.Write(writing, WatchingFacts.Draft(viewer, title, WatchingFacts.WatchlistAdded, null, after));
        }, ct);
    }

    /// <returns>The fact of the change; null when the title was not on the list.</returns>
    public Task<long?> Remove(Viewer viewer, TitleId title, CancellationToken ct) => database.Write<long?>(Store.House, async writing =>
    {
        title = await MergedTitles.Current(writing, title);
        if (await WatchingStore.Entry(writing, viewer.Member, title) is not { } before)
        {
            return null;
        }

        await WatchingStore.SetEntry(writing, viewer.Member, title, null);
        return await facts.Write(writing, WatchingFacts.Draft(viewer, title, WatchingFacts.WatchlistRemoved, before, null));
    }, ct);

    public async Task<WatchlistPage> Page(Viewer viewer, WatchlistSort sort, int skip, int limit, CancellationToken ct)
    {
        var all = await All(viewer, ct);
        if (sort != WatchlistSort.Added)
        {
            var found = await titles.Find([.. all.Select(e => e.Title)], ct);
            all = [.. Sorted(all, sort, e => found.GetValueOrDefault(e.Title))];
        }

        return new WatchlistPage([.. all.Skip(skip).Take(limit)], all.Count);
    }

    static IEnumerable<WatchlistEntry> Sorted(IEnumerable<WatchlistEntry> all, WatchlistSort sort, Func<WatchlistEntry, TitleFacts?> of) => sort switch
    {
        WatchlistSort.Year => all.OrderByDescending(e => of(e)?.Year ?? 0),
        WatchlistSort.Rating => all.OrderByDescending(e => of(e)?.Rating ?? 0).ThenByDescending(e => of(e)?.Votes ?? 0),
        WatchlistSort.Runtime => all.OrderBy(e => of(e)?.Runtime ?? int.MaxValue),
        _ => all.OrderBy(e => of(e)?.Title ?? "", StringComparer.InvariantCultureIgnoreCase),
    };

    async Task<List<WatchlistEntry>> All(Viewer viewer, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var rows = await connection.QueryAsync<EntryRow>(new CommandDefinition("""
            select title, added_at as AddedAt, note, priority from house.watchlist_entry where member = @member
            order by coalesce(added_at, -1) desc, title desc
            """, new { member = viewer.Member }, cancellationToken: ct));
        return [.. rows.Select(row => new WatchlistEntry(new TitleId(row.Title), Instants.Instant(row.AddedAt), row.Note, (int?)row.Priority))];
    }

    sealed record EntryRow
    {
        public long Title { get; init; }

        public long? AddedAt { get; init; }

        public string? Note { get; init; }

        public long? Priority { get; init; }
    }
}
