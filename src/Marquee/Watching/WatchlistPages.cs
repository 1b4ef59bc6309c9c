using Dapper;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

public sealed record WatchlistEntry(TitleId Title, DateTimeOffset? AddedAt, string? Note, int? Priority);

/// <param name="Next">Null on the last page.</param>
public sealed record WatchlistPage(IReadOnlyList<WatchlistEntry> Items, WatchlistCursor? Next);

/// <param name="Total">Entries that fit.</param>
/// <param name="Places">The cursors behind each whole portion, for a reader who jumps into the middle.</param>
public sealed record WatchlistPlaces(int Total, IReadOnlyList<WatchlistCursor> Places);

/// <summary>Reads a watchlist in portions that follow each other by key, so that none repeats or skips an entry when others change.</summary>
public sealed class WatchlistPages(Database database, MemberTitles mine, Sights sights)
{
    /// <param name="after">Null for the first page.</param>
    public async Task<WatchlistPage> Page(Viewer viewer, WatchlistQuery query, WatchlistCursor? after, int limit, CancellationToken ct)
    {
        var hidden = await Hidden(viewer, ct);
        await using var connection = await database.Read(ct);
        var rows = (await connection.QueryAsync<EntryRow>(new CommandDefinition($"""
            select e.title as Title, e.added_at as AddedAt, e.note as Note, e.priority as Priority, cast({query.Key} as text) as Place
            {query.From(viewer.ShowAdult)} {hidden.But("e.title")} {(after is null ? "" : query.Behind)}
            order by {query.Key}, e.title limit @limit
            """, hidden.With(query.Parameters(viewer.Member, limit + 1, after)), cancellationToken: ct))).AsList();
        return new WatchlistPage(
            [.. rows.Take(limit).Select(row => new WatchlistEntry(new TitleId(row.Title), Instants.Instant(row.AddedAt), row.Note, (int?)row.Priority))],
            rows.Count > limit ? rows[limit - 1].Cursor : null);
    }

    public async Task<int> Total(Viewer viewer, WatchlistQuery query, CancellationToken ct)
    {
        var hidden = await Hidden(viewer, ct);
        await using var connection = await database.Read(ct);
        return (int)await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            $"select count(*) {query.From(viewer.ShowAdult)} {hidden.But("e.title")}", hidden.With(query.Parameters(viewer.Member, 0, null)), cancellationToken: ct));
    }

    /// <param name="every">Entries a portion.</param>
    public async Task<WatchlistPlaces> Places(Viewer viewer, WatchlistQuery query, int every, CancellationToken ct)
    {
        var hidden = await Hidden(viewer, ct);
        await using var connection = await database.Read(ct);
        var rows = (await connection.QueryAsync<EntryRow>(new CommandDefinition($"""
            select listed.title as Title, cast(listed.place as text) as Place, listed.number as Number from
              (select e.title as title, {query.Key} as place, row_number() over (order by {query.Key}, e.title) as number, count(*) over () as total {query.From(viewer.ShowAdult)} {hidden.But("e.title")}) listed
            where listed.number % @limit = 0 or listed.number = listed.total order by listed.number
            """, hidden.With(query.Parameters(viewer.Member, every, null)), cancellationToken: ct))).AsList();
        var total = rows.Count == 0 ? 0 : (int)rows[^1].Number;
        return new WatchlistPlaces(total, [.. rows.Where(row => row.Number % every == 0 && row.Number < total).Select(row => row.Cursor)]);
    }

    async Task<HiddenOwn> Hidden(Viewer viewer, CancellationToken ct) => await mine.Hidden(viewer, await sights.Of(viewer, ct), ct);

    sealed record EntryRow
    {
        public long Title { get; init; }

        public long? AddedAt { get; init; }

        public string? Note { get; init; }

        public long? Priority { get; init; }

        public string Place { get; init; } = "";

        public long Number { get; init; }

        public WatchlistCursor Cursor => new(Place, new TitleId(Title));
    }
}
