using Dapper;
using Marquee.Access;
using Marquee.Acquisition.Collecting;
using Marquee.Acquisition.Wishes;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Sync.Bound;

/// <summary>The database that all members share: wishes, and what the servers have. Each sees of it what they may.</summary>
public sealed class HouseholdDatabase(Database database, UntoldThings untold, WishReading wishes, Collection collection, Sights sights, TimeProvider time)
{
    public const string Name = "household";

    /// <summary>What stands in the place of a member.</summary>
    public const long Nobody = 0;

    const int RevsLimit = 50;

    const int AtOnce = 500;

    static readonly IReadOnlyList<string> Over = [.. WishStates.Over.Select(s => s.Code())];

    static readonly Viewer All = new(Nobody, "", Role.Host, ShowAdult: true, Origin.Job);

    /// <summary>As the one who asks sees it. What a child may see is in its sequences: with another ceiling all is read from the beginning.</summary>
    public async Task<SyncDatabase> Open(Viewer viewer, CancellationToken ct)
    {
        var there = await Find(ct) ?? await Make(ct);
        untold.Wakes(there.Id);
        var sight = await sights.Of(viewer, ct);
        return there with { Instance = sight.Only is null ? there.Instance : $"{there.Instance}.{await sights.Stamp(ct)}", Shows = (id, members) => Shows(viewer, sight, id, members), Tells = viewer.Role == Role.Host ? null : (id, members) => Tells(viewer, id, members) };
    }

    public async Task<SyncDatabase?> Find(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.QueryFirstOrDefaultAsync<SyncDatabase>(new CommandDefinition(
            $"select {SyncDatabases.Columns} from house.sync_database where member = @Nobody", new { Nobody }, cancellationToken: ct));
    }

    /// <summary>Bookmarks, and what was denied, are nobody else's business.</summary>
    static bool Shows(Viewer viewer, Sight sight, string id, string members)
    {
        if (id.StartsWith(UntoldThing.OfHave + ":", StringComparison.Ordinal))
        {
            return sight.Only is null || (TitleId.TryParse(id[5..], null, out var title) && sight.Only.Has(title));
        }

        if (members.Length == 0)
        {
            return true; // deleted: it says nothing
        }

        var json = Said.Object(members);
        var (state, wanted) = (Said.Text(json, "state"), json.TryGetProperty("wanted", out var some) ? some.EnumerateArray().Select(m => m.GetInt64()).ToList() : []);
        var own = wanted.Contains(viewer.Member) || (json.TryGetProperty("member", out var member) && member.GetInt64() == viewer.Member);
        return (own || (state != WishState.Bookmark.Code() && (wanted.Count > 0 || !json.TryGetProperty("told", out _))))
            && (sight.Only is null || (TitleId.TryParse(Said.Text(json, "title"), null, out var wished) ? sight.Only.Has(wished) : own));
    }

    /// <summary>Who else wants something is told to hosts alone, and how another's wish ended only that it did.</summary>
    static string? Tells(Viewer viewer, string id, string members)
    {
        if (members.Length == 0 || !id.StartsWith(UntoldThing.OfWish + ":", StringComparison.Ordinal))
        {
            return members;
        }

        var wish = Said.Object(members);
        var wanted = wish.TryGetProperty("wanted", out var all) ? all.EnumerateArray().Select(m => m.GetInt64()).ToList() : [];
        var first = wish.TryGetProperty("member", out var member) && member.GetInt64() == viewer.Member;
        return !first && !wanted.Contains(viewer.Member) && Over.Contains(Said.Text(wish, "state")) ? null : WishDocument.Told(wish, viewer.Member, wanted);
    }

    /// <summary>Last, so that one that a crash cut off is filled again.</summary>
    async Task<SyncDatabase> Make(CancellationToken ct)
    {
        string? after = null;
        while (await wishes.Each(after, AtOnce, ct) is { Count: > 0 } some)
        {
            await database.Write(Store.House, w => untold.Note(w, UntoldThing.OfWish, [.. some.Select(s => s.Id)]), ct);
            after = some[^1].Id;
        }

        CollectionCursor? next = null;
        do
        {
            var page = await collection.Page(All, new CollectionQuery(), next, AtOnce, ct);
            await database.Write(Store.House, w => untold.Note(w, UntoldThing.OfHave, [.. page.Items.Select(i => i.Title).OfType<TitleId>().Select(t => t.ToString())]), ct);
            next = page.Next;
        }
        while (next is not null);

        await database.Write(Store.House, w => w.Execute("""
            insert into house.sync_database (name, instance, member, created_at, revs_limit, last_seq, purge_seq, live, gone)
            values (@Name, @instance, @Nobody, @at, @RevsLimit, 0, 0, 0, 0)
            on conflict do nothing
            """, new { Name, instance = SyncDatabases.NewInstance(), Nobody, at = time.GetUtcNow().ToUnixTimeSeconds(), RevsLimit }), ct);
        return (await Find(ct))!;
    }
}
