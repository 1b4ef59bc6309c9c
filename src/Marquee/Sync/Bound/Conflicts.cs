using Dapper;
using Marquee.Storage;

namespace Marquee.Sync.Bound;

/// <summary>What somebody said on one device and lost to what was said elsewhere.</summary>
public sealed record Conflict
{
    public long Id { get; init; }

    /// <summary><c>title:tt0111161</c></summary>
    public string Document { get; init; } = "";

    /// <summary>What of it: rating, watchlist, note, list, deleted.</summary>
    public string Field { get; init; } = "";

    /// <summary>JSON.</summary>
    public string Kept { get; init; } = "";

    /// <summary>JSON.</summary>
    public string Lost { get; init; } = "";

    /// <summary>Whose word came later than the other; null when nobody knows.</summary>
    public string? Device { get; init; }

    /// <summary>Unix seconds.</summary>
    public long At { get; init; }
}

/// <summary>Conflicts that a member has not seen to yet.</summary>
public sealed class Conflicts(Database database)
{
    /// <summary>A device that says everything anew must not fill the house.</summary>
    const int Most = 500;

    const string Columns = "id, document, field, kept, lost, device, at";

    public async Task<IReadOnlyList<Conflict>> Of(long member, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return (await connection.QueryAsync<Conflict>(new CommandDefinition(
            $"select {Columns} from house.sync_conflict where member = @member order by id desc", new { member }, cancellationToken: ct))).AsList();
    }

    public async Task<Conflict?> Find(long member, long id, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.QueryFirstOrDefaultAsync<Conflict>(new CommandDefinition(
            $"select {Columns} from house.sync_conflict where member = @member and id = @id", new { member, id }, cancellationToken: ct));
    }

    /// <returns>False when the member has no such conflict.</returns>
    public async Task<bool> Dismiss(long member, long id, CancellationToken ct) =>
        await database.Write(Store.House, w => w.Execute("delete from house.sync_conflict where member = @member and id = @id", new { member, id }), ct) == 1;

    internal static async Task Note(Writing writing, long member, string document, string field, string kept, string lost, string? device, long at)
    {
        await writing.Execute(
            "insert into house.sync_conflict (member, document, field, kept, lost, device, at) values (@member, @document, @field, @kept, @lost, @device, @at)",
            new { member, document, field, kept, lost, device, at });
        await writing.Execute("""
            delete from house.sync_conflict where member = @member and id <= (select id from house.sync_conflict where member = @member order by id desc limit 1 offset @Most)
            """, new { member, Most });
    }
}
