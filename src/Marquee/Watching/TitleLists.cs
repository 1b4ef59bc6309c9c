using Dapper;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Watching;

/// <param name="Query">What was browsed when it was made, as an address spells it.</param>
/// <param name="Live">The query is the list: it is asked anew each time.</param>
/// <param name="Entries">0 for a live list.</param>
public sealed record TitleList(long Id, string Name, string? Query, bool Live, DateTimeOffset CreatedAt, int Entries);

/// <summary>The one door to a member's named lists.</summary>
public sealed class TitleLists(Database database, KnownTitles known, MemberTitles mine, Sights sights, Facts facts, TimeProvider time)
{
    public const int LongestName = 120;

    public const int LongestQuery = 2000;

    public const int MostTitles = 1000;

    const int MostLists = 500;

    /// <returns>By name.</returns>
    public async Task<IReadOnlyList<TitleList>> All(Viewer viewer, CancellationToken ct)
    {
        var hidden = await mine.Hidden(viewer, await sights.Of(viewer, ct), ct);
        await using var connection = await database.Read(ct);
        var rows = await connection.QueryAsync<ListRow>(new CommandDefinition($"""
            select {ListRow.Columns}, (select count(*) from house.list_entry e where e.list = l.id {hidden.But("e.title")}) as entries
            from house.list l where l.member = @member order by lower(l.name), l.id
            """, hidden.With(new { member = viewer.Member }), cancellationToken: ct));
        return [.. rows.Select(Of)];
    }

    /// <returns>Null when it is not there or another member's.</returns>
    public async Task<TitleList?> Find(Viewer viewer, long id, CancellationToken ct) => (await All(viewer, ct)).FirstOrDefault(list => list.Id == id);

    /// <summary>The titles of a list that is the member's, in order.</summary>
    public async Task<IReadOnlyList<TitleId>> Titles(Viewer viewer, long id, int skip, int limit, CancellationToken ct)
    {
        var hidden = await mine.Hidden(viewer, await sights.Of(viewer, ct), ct);
        await using var connection = await database.Read(ct);
        var titles = await connection.QueryAsync<long>(new CommandDefinition($"""
            select e.title from house.list_entry e join house.list l on l.id = e.list
            where l.member = @member and l.id = @id {hidden.But("e.title")} order by e.position limit @limit offset @skip
            """, hidden.With(new { member = viewer.Member, id, skip, limit }), cancellationToken: ct));
        return [.. titles.Select(title => new TitleId(title))];
    }

    /// <param name="titles">In order, at most <see cref="MostTitles"/>; null makes a live list.</param>
    /// <returns>The list and the fact of the change.</returns>
    /// <exception cref="Refusal">The member has too many lists.</exception>
    public async Task<(long Id, long Fact)> Make(Viewer viewer, string name, string? query, IReadOnlyList<TitleId>? titles, CancellationToken ct)
    {
        await known.Remember(titles ?? [], ct);
        return await database.Write(Store.House, async writing =>
        {
            if (await ListStore.Count(writing, viewer.Member) >= MostLists)
            {
                throw new Refusal("watching.list.tooMany", ("most", MostLists));
            }

            var made = new ListState
            {
                Name = name,
                Query = query,
                Live = titles is null,
                CreatedAt = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()),
                Titles = titles is null ? null : [.. titles.Select(title => title.Number).Distinct().Take(MostTitles)],
            };
            made = made with { Id = await ListStore.Add(writing, viewer.Member, made) };
            return (made.Id, await facts.Write(writing, WatchingFacts.Draft(viewer, null, WatchingFacts.ListMade, null, made)));
        }, ct);
    }

    /// <returns>Null when it is not there; a change without a fact when it has that name.</returns>
    public Task<Changed?> Rename(Viewer viewer, long id, string name, CancellationToken ct) => database.Write<Changed?>(Store.House, async writing =>
    {
        if (await ListStore.Find(writing, viewer.Member, id) is not { } before || before.Name == name)
        {
            return await ListStore.Find(writing, viewer.Member, id) is null ? null : new Changed(null);
        }

        await ListStore.Rename(writing, id, name);
        return new Changed(await facts.Write(writing, WatchingFacts.Draft(viewer, null, WatchingFacts.ListRenamed, before, before with { Name = name })));
    }, ct);

    /// <returns>Null when it is not there.</returns>
    public Task<Changed?> Remove(Viewer viewer, long id, CancellationToken ct) => database.Write<Changed?>(Store.House, async writing =>
    {
        if (await ListStore.Find(writing, viewer.Member, id) is not { } list)
        {
            return null;
        }

        var before = list with { Titles = list.Live ? null : await ListStore.Titles(writing, id) };
        await ListStore.Remove(writing, id);
        return new Changed(await facts.Write(writing, WatchingFacts.Draft(viewer, null, WatchingFacts.ListRemoved, before, null)));
    }, ct);

    /// <returns>Null when the list is not there, or the title not on it.</returns>
    public Task<Changed?> RemoveEntry(Viewer viewer, long id, TitleId title, CancellationToken ct) => database.Write<Changed?>(Store.House, async writing =>
    {
        if (await ListStore.Find(writing, viewer.Member, id) is not { } list || await ListStore.Position(writing, id, title) is not { } position)
        {
            return null;
        }

        await ListStore.RemoveEntry(writing, id, title);
        var before = new ListEntryState { List = id, Name = list.Name, Position = position };
        return new Changed(await facts.Write(writing, WatchingFacts.Draft(viewer, title, WatchingFacts.ListEntryRemoved, before, null)));
    }, ct);

    static TitleList Of(ListRow row) => new(row.Id, row.Name, row.Query, row.Live, DateTimeOffset.FromUnixTimeSeconds(row.CreatedAt), (int)row.Entries);
}

/// <param name="Fact">Null when there was nothing to change.</param>
public sealed record Changed(long? Fact);
