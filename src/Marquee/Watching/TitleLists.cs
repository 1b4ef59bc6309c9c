using Dapper;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Journal;
using Marquee.Storage;

namespace Marquee.Watching;

/// <param name="Owner">The member whose list it is.</param>
/// <param name="Query">What was browsed when it was made, as an address spells it.</param>
/// <param name="Live">The query is the list: it is asked anew each time.</param>
/// <param name="Shared">The others of the house may see it; only the owner changes it.</param>
/// <param name="Entries">0 for a live list.</param>
public sealed record TitleList(long Id, long Owner, string Name, string? Description, string? Query, bool Live, bool Shared, DateTimeOffset CreatedAt, int Entries);

/// <summary>A title of a list.</summary>
public sealed record ListedTitle(TitleId Title, string? Note);

/// <summary>The one door to a member's named lists; their titles go through <see cref="ListEntries"/>.</summary>
public sealed class TitleLists(Database database, KnownTitles known, MemberTitles mine, Sights sights, Facts facts, TimeProvider time)
{
    public const int LongestName = 120;

    public const int LongestDescription = 1000;

    public const int LongestQuery = 2000;

    public const int MostTitles = 1000;

    const int MostLists = 500;

    const string Seen = "(l.member = @member or l.shared)";

    /// <returns>The member's own by name, then those that others share.</returns>
    public async Task<IReadOnlyList<TitleList>> All(Viewer viewer, CancellationToken ct)
    {
        var hidden = await mine.Hidden(viewer, await sights.Of(viewer, ct), ct);
        await using var connection = await database.Read(ct);
        var rows = await connection.QueryAsync<ListRow>(new CommandDefinition($"""
            select {ListRow.Columns}, (select count(*) from house.list_entry e where e.list = l.id {hidden.But("e.title")}) as entries
            from house.list l where {Seen} order by case when l.member = @member then 0 else 1 end, lower(l.name), l.id
            """, hidden.With(new { member = viewer.Member }), cancellationToken: ct));
        return [.. rows.Select(Of)];
    }

    /// <returns>Null when it is not there, or another member's and not shared.</returns>
    public async Task<TitleList?> Find(Viewer viewer, long id, CancellationToken ct)
    {
        var hidden = await mine.Hidden(viewer, await sights.Of(viewer, ct), ct);
        await using var connection = await database.Read(ct);
        var row = await connection.QueryFirstOrDefaultAsync<ListRow>(new CommandDefinition($"""
            select {ListRow.Columns}, (select count(*) from house.list_entry e where e.list = l.id {hidden.But("e.title")}) as entries from house.list l where l.id = @id and {Seen}
            """, hidden.With(new { member = viewer.Member, id }), cancellationToken: ct));
        return row is null ? null : Of(row);
    }

    /// <summary>The titles of a list that the member may see, in order.</summary>
    public async Task<IReadOnlyList<ListedTitle>> Titles(Viewer viewer, long id, int skip, int limit, CancellationToken ct)
    {
        var hidden = await mine.Hidden(viewer, await sights.Of(viewer, ct), ct);
        await using var connection = await database.Read(ct);
        var titles = await connection.QueryAsync<EntryRow>(new CommandDefinition($"""
            select e.title as Title, e.note as Note from house.list_entry e join house.list l on l.id = e.list
            where l.id = @id and {Seen} {hidden.But("e.title")} order by e.position limit @limit offset @skip
            """, hidden.With(new { member = viewer.Member, id, skip, limit }), cancellationToken: ct));
        return [.. titles.Select(entry => new ListedTitle(new TitleId(entry.Title), entry.Note))];
    }

    /// <returns>The member's own lists that have the title.</returns>
    public async Task<IReadOnlySet<long>> With(Viewer viewer, TitleId title, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var lists = await connection.QueryAsync<long>(new CommandDefinition(
            "select l.id from house.list l join house.list_entry e on e.list = l.id where l.member = @member and e.title = @title",
            new { member = viewer.Member, title = title.Number }, cancellationToken: ct));
        return lists.ToHashSet();
    }

    /// <param name="titles">In order, at most <see cref="MostTitles"/>; null makes a live list.</param>
    /// <returns>The list and the fact of the change.</returns>
    /// <exception cref="Refusal">The member has too many lists.</exception>
    public async Task<(long Id, long Fact)> Make(Viewer viewer, string name, string? query, IReadOnlyList<TitleId>? titles, CancellationToken ct)
    {
        await known.Remember(titles ?? [], ct);
        return await database.Write(Store.House, writing => Make(writing, viewer, new ListState
        {
            Name = name,
            Query = query,
            Live = titles is null,
            Titles = titles is null ? null : [.. titles.Select(title => title.Number).Distinct().Take(MostTitles)],
        }), ct);
    }

    /// <summary>The same in the transaction of a caller, who has the titles remembered.</summary>
    /// <exception cref="Refusal">The member has too many lists.</exception>
    internal async Task<(long Id, long Fact)> Make(Writing writing, Viewer viewer, ListState made)
    {
        if (await ListStore.Count(writing, viewer.Member) >= MostLists)
        {
            throw new Refusal("watching.list.tooMany", ("most", MostLists));
        }

        made = made with { CreatedAt = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()) };
        made = made with { Id = await ListStore.Add(writing, viewer.Member, made) };
        return (made.Id, await facts.Write(writing, WatchingFacts.Draft(viewer, null, WatchingFacts.ListMade, null, made)));
    }

    /// <param name="name">Null leaves it.</param>
    /// <param name="description">Null leaves it; blank removes it.</param>
    /// <param name="shared">Null leaves it.</param>
    /// <returns>Null when the member has no such list; a change without a fact when all is so already.</returns>
    public Task<Changed?> Change(Viewer viewer, long id, string? name, string? description, bool? shared, CancellationToken ct) =>
        database.Write(Store.House, writing => Change(writing, viewer, id, name, description, shared), ct);

    /// <summary>The same in the transaction of a caller.</summary>
    internal async Task<Changed?> Change(Writing writing, Viewer viewer, long id, string? name, string? description, bool? shared)
    {
        if (await ListStore.Find(writing, viewer.Member, id) is not { } before)
        {
            return null;
        }

        var after = before with
        {
            Name = name ?? before.Name,
            Description = description is null ? before.Description : string.IsNullOrWhiteSpace(description) ? null : description.Trim().ReplaceLineEndings("\n"),
            Shared = shared ?? before.Shared,
        };
        if (after == before)
        {
            return new Changed(null);
        }

        await ListStore.Set(writing, after);
        var kind = after == before with { Name = after.Name } ? WatchingFacts.ListRenamed : WatchingFacts.ListChanged;
        return new Changed(await facts.Write(writing, WatchingFacts.Draft(viewer, null, kind, before, after)));
    }

    /// <returns>Null when the member has no such list.</returns>
    public Task<Changed?> Remove(Viewer viewer, long id, CancellationToken ct) => database.Write(Store.House, writing => Remove(writing, viewer, id), ct);

    /// <summary>The same in the transaction of a caller.</summary>
    internal async Task<Changed?> Remove(Writing writing, Viewer viewer, long id)
    {
        if (await ListStore.Find(writing, viewer.Member, id) is not { } list)
        {
            return null;
        }

        var before = await ListStore.Whole(writing, list);
        await ListStore.Remove(writing, id);
        return new Changed(await facts.Write(writing, WatchingFacts.Draft(viewer, null, WatchingFacts.ListRemoved, before, null)));
    }

    static TitleList Of(ListRow row) =>
        new(row.Id, row.Member, row.Name, row.Description, row.Query, row.Live, row.Shared, DateTimeOffset.FromUnixTimeSeconds(row.CreatedAt), (int)row.Entries);

    sealed record EntryRow
    {
        public long Title { get; init; }

        public string? Note { get; init; }
    }
}

/// <param name="Fact">Null when there was nothing to change.</param>
public sealed record Changed(long? Fact);
