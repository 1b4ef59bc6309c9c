using System.Globalization;
using Dapper;
using Marquee.Storage;
using Marquee.Sync.Revisions;

namespace Marquee.Sync.Documents;

/// <summary>Documents that are not replicated and have no history, such as how far a device has come. Their revision only counts.</summary>
public sealed class LocalDocuments(Database database)
{
    public sealed record Local
    {
        public long Number { get; init; }

        public string Members { get; init; } = "";
    }

    /// <param name="id">With its <c>_local/</c>.</param>
    public async Task<Local?> Find(SyncDatabase of, string id, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.QueryFirstOrDefaultAsync<Local>(new CommandDefinition(
            "select revision as number, members from house.sync_local where database = @database and id = @id", new { database = of.Id, id }, cancellationToken: ct));
    }

    /// <param name="document">Its revision is the one that it is to replace; one that is deleted is deleted.</param>
    /// <returns>Its new revision, <c>0-0</c> once it is deleted.</returns>
    public Task<Outcome> Write(SyncDatabase of, IncomingDocument document, CancellationToken ct) => database.Write<Outcome>(Store.House, async w =>
    {
        if (await DocumentWrites.Lock(w, of) is null)
        {
            throw ProtocolRefusal.NoDatabase();
        }

        var there = await w.First<Local>("select revision as number, members from house.sync_local where database = @database and id = @Id", new { database = of.Id, document.Id });
        if (document.Deleted && there is null)
        {
            return new Refused(document.Id, null, ProtocolRefusal.Missing());
        }

        // A device that has lost nothing but the server's memory of it goes on from its own number.
        if (there is null ? document.Revision is { Generation: > 0 } : document.Revision != Revision(there.Number))
        {
            return new Refused(document.Id, null, ProtocolRefusal.Conflict());
        }

        if (document.Deleted)
        {
            await w.Execute("delete from house.sync_local where database = @database and id = @Id", new { database = of.Id, document.Id });
            return new Written(document.Id, Revision(0));
        }

        var next = (there?.Number ?? 0) + 1;
        await w.Execute("""
            insert into house.sync_local (database, id, revision, members) values (@database, @Id, @next, @Members)
            on conflict (database, id) do update set revision = excluded.revision, members = excluded.members
            """, new { database = of.Id, document.Id, next, document.Members });
        return new Written(document.Id, Revision(next));
    }, ct);

    public static RevisionId Revision(long number) => new(0, number.ToString(CultureInfo.InvariantCulture));
}
