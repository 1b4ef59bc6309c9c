using Dapper;
using Marquee.Storage;
using Microsoft.Extensions.Options;

namespace Marquee.Sync;

/// <summary>Which databases there are at /sync/.</summary>
public sealed class SyncDatabases(Database database, DatabaseUses uses, IOptions<SyncOptions> options, TimeProvider time)
{
    /// <summary>CouchDB's own.</summary>
    const int DefaultRevsLimit = 1000;

    internal const string Columns = "id, name, instance, member, revs_limit as revslimit, last_seq as lastseq, purge_seq as purgeseq, live, gone";

    /// <returns>A scratch database; null when there is none of that name, or none is served.</returns>
    public async Task<SyncDatabase?> Find(string name, CancellationToken ct)
    {
        if (!options.Value.Scratch)
        {
            return null;
        }

        await using var connection = await database.Read(ct);
        return await connection.QueryFirstOrDefaultAsync<SyncDatabase>(new CommandDefinition(
            $"select {Columns} from house.sync_database where name = @name and member is null", new { name }, cancellationToken: ct));
    }

    /// <summary>The database as it is now, for who has looked it up before; null when it is gone.</summary>
    public async Task<SyncDatabase?> Again(SyncDatabase found, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.QueryFirstOrDefaultAsync<SyncDatabase>(new CommandDefinition(
            $"select {Columns} from house.sync_database where id = @Id", new { found.Id }, cancellationToken: ct));
    }

    /// <summary>The scratch databases by name, of which none is served when they are switched off.</summary>
    public async Task<IReadOnlyList<string>> Names(CancellationToken ct)
    {
        if (!options.Value.Scratch)
        {
            return [];
        }

        await using var connection = await database.Read(ct);
        return [.. (await connection.QueryAsync<string>(new CommandDefinition("select name from house.sync_database where member is null", cancellationToken: ct))).Order(StringComparer.Ordinal)];
    }

    /// <returns>False when there is one of that name.</returns>
    /// <exception cref="ProtocolRefusal">The name is none, or scratch databases are switched off.</exception>
    public async Task<bool> Make(string name, CancellationToken ct)
    {
        DatabaseName.Check(name);
        if (DatabaseName.IsBound(name))
        {
            throw new ProtocolRefusal(403, "forbidden", "Databases of this name belong to the house.");
        }

        if (!options.Value.Scratch)
        {
            throw new ProtocolRefusal(403, "forbidden", "No database can be made here: the setting Sync:Scratch is off.");
        }

        return await database.Write(Store.House, w => w.Execute("""
            insert into house.sync_database (name, instance, created_at, revs_limit, last_seq, purge_seq, live, gone)
            values (@name, @instance, @at, @DefaultRevsLimit, 0, 0, 0, 0)
            on conflict (name) do nothing
            """, new { name, instance = NewInstance(), at = time.GetUtcNow().ToUnixTimeSeconds(), DefaultRevsLimit }), ct) == 1;
    }

    /// <summary>Deletes it with everything in it, once the requests that are at it are answered.</summary>
    public async Task Delete(SyncDatabase gone, CancellationToken ct)
    {
        await uses.Ended(gone.Name, ct);
        await database.Write(Store.House, w => Delete(w, gone.Id), ct);
    }

    internal static Task Delete(Writing writing, long id) => writing.Execute("""
        delete from house.sync_database where id = @id;
        delete from house.sync_document where database = @id;
        delete from house.sync_revision where database = @id;
        delete from house.sync_content where database = @id;
        delete from house.sync_local where database = @id;
        delete from house.sync_alias where database = @id;
        """, new { id });

    public Task SetRevsLimit(SyncDatabase of, int limit, CancellationToken ct) => database.Write(Store.House, w => w.Execute(
        "update house.sync_database set revs_limit = @limit where id = @Id", new { of.Id, limit }), ct);

    /// <summary>Random enough that no two databases of a name share it.</summary>
    internal static string NewInstance() => Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));
}
