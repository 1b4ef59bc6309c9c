using System.Data.Common;
using Dapper;
using Marquee.Storage;
using Marquee.Sync.Revisions;

namespace Marquee.Sync.Documents;

/// <summary>Documents, their trees and what their revisions say.</summary>
public sealed class DocumentStore(Database database)
{
    /// <summary>Reads documents by id; those that are not there are not in the answer.</summary>
    public async Task<IReadOnlyDictionary<string, StoredDocument>> Find(SyncDatabase of, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await Find(connection, null, of, ids, ct);
    }

    public async Task<StoredDocument?> Find(SyncDatabase of, string id, CancellationToken ct) => (await Find(of, [id], ct)).GetValueOrDefault(id);

    internal async Task<IReadOnlyDictionary<string, StoredDocument>> Find(DbConnection connection, DbTransaction? transaction, SyncDatabase of, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var rows = await connection.QueryAsync<DocumentRow>(new CommandDefinition(
            $"select id, seq, tree from house.sync_document where database = @database and id {TextList.In(database.Dialect)}",
            TextList.Of(database.Dialect, ids, new { database = of.Id }), transaction, cancellationToken: ct));
        return rows.ToDictionary(r => r.Id, r => new StoredDocument(r.Id, r.Seq, RevisionTreeText.Read(r.Tree)), StringComparer.Ordinal);
    }

    /// <returns>What those of the revisions say that are here; the others are known by name only, or not at all.</returns>
    public async Task<IReadOnlyDictionary<RevisionId, StoredRevision>> Revisions(SyncDatabase of, string document, IReadOnlyCollection<RevisionId> revisions, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await Revisions(connection, null, of, document, revisions, ct);
    }

    internal async Task<IReadOnlyDictionary<RevisionId, StoredRevision>> Revisions(
        DbConnection connection, DbTransaction? transaction, SyncDatabase of, string document, IReadOnlyCollection<RevisionId> revisions, CancellationToken ct)
    {
        var rows = await connection.QueryAsync<RevisionRow>(new CommandDefinition(
            $"select revision, members, attachments from house.sync_revision where database = @database and document = @document and revision {TextList.In(database.Dialect)}",
            TextList.Of(database.Dialect, revisions.Select(r => r.ToString()), new { database = of.Id, document }), transaction, cancellationToken: ct));
        return rows.Select(r => r.ToRevision()).ToDictionary(r => r.Revision);
    }

    /// <summary>What the leaves of several documents say, in one query.</summary>
    public async Task<ILookup<string, StoredRevision>> Leaves(SyncDatabase of, IReadOnlyCollection<string> documents, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var rows = await connection.QueryAsync<RevisionRow>(new CommandDefinition(
            $"select document, revision, members, attachments from house.sync_revision where database = @database and leaf and document {TextList.In(database.Dialect)}",
            TextList.Of(database.Dialect, documents, new { database = of.Id }), cancellationToken: ct));
        return rows.ToLookup(r => r.Document, r => r.ToRevision(), StringComparer.Ordinal);
    }

    /// <returns>What the winners of the documents say, as far as that is here.</returns>
    internal async Task<IReadOnlyDictionary<string, string>> Winners(Writing writing, SyncDatabase of, IReadOnlyCollection<string> ids) => (await writing.Connection.QueryAsync<WinnerRow>(new CommandDefinition($"""
        select d.id, r.members from house.sync_document d join house.sync_revision r on r.database = d.database and r.document = d.id and r.revision = d.winner
        where d.database = @database and not d.deleted and d.id {TextList.In(database.Dialect)}
        """, TextList.Of(database.Dialect, ids, new { database = of.Id }), writing.Transaction, cancellationToken: writing.Cancellation))).ToDictionary(r => r.Id, r => r.Members, StringComparer.Ordinal);

    /// <summary>Forgets what revisions said that others were made from.</summary>
    internal static Task ForgetOlder(Writing writing, SyncDatabase of, string document) =>
        writing.Execute("delete from house.sync_revision where database = @database and document = @document and not leaf", new { database = of.Id, document });

    public async Task<byte[]?> Content(SyncDatabase of, string digest, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return await connection.QueryFirstOrDefaultAsync<byte[]>(new CommandDefinition(
            "select content from house.sync_content where database = @database and digest = @digest", new { database = of.Id, digest }, cancellationToken: ct));
    }

    internal static Task Put(Writing writing, SyncDatabase of, StoredDocument document) => writing.Execute("""
        insert into house.sync_document (database, id, seq, winner, deleted, tree) values (@database, @Id, @Seq, @winner, @Deleted, @tree)
        on conflict (database, id) do update set seq = excluded.seq, winner = excluded.winner, deleted = excluded.deleted, tree = excluded.tree
        """, new { database = of.Id, document.Id, document.Seq, winner = document.Winner.ToString(), document.Deleted, tree = RevisionTreeText.Write(document.Tree) });

    /// <summary>Writes what a revision says; what it was made from is no leaf from then on.</summary>
    internal static async Task Put(Writing writing, SyncDatabase of, string document, StoredRevision revision, RevisionTree tree)
    {
        await writing.Execute("""
            insert into house.sync_revision (database, document, revision, leaf, members, attachments) values (@database, @document, @own, @leaf, @Members, @attachments)
            on conflict (database, document, revision) do nothing
            """, new
        {
            database = of.Id,
            document,
            own = revision.Revision.ToString(),
            leaf = tree.IsLeaf(revision.Revision),
            revision.Members,
            attachments = StoredAttachments.Write(revision.Attachments),
        });
        if (tree.Path(revision.Revision) is [_, var parent, ..])
        {
            await writing.Execute(
                "update house.sync_revision set leaf = false where database = @database and document = @document and revision = @parent and leaf",
                new { database = of.Id, document, parent = parent.ToString() });
        }
    }

    internal static Task Put(Writing writing, SyncDatabase of, string digest, byte[] content) => writing.Execute(
        "insert into house.sync_content (database, digest, content) values (@database, @digest, @content) on conflict (database, digest) do nothing",
        new { database = of.Id, digest, content });

    /// <returns>Of a content in bytes; null when it is not here.</returns>
    internal static Task<long?> Length(Writing writing, SyncDatabase of, string digest) => writing.First<long?>(
        "select length(content) from house.sync_content where database = @database and digest = @digest", new { database = of.Id, digest });

    internal static Task Forget(Writing writing, SyncDatabase of, string document, IEnumerable<RevisionId> revisions) => writing.Execute(
        $"delete from house.sync_revision where database = @database and document = @document and revision {TextList.In(writing.Dialect)}",
        TextList.Of(writing.Dialect, revisions.Select(r => r.ToString()), new { database = of.Id, document }));

    internal static Task Delete(Writing writing, SyncDatabase of, string document) => writing.Execute(
        "delete from house.sync_document where database = @database and id = @document", new { database = of.Id, document });

    sealed record WinnerRow
    {
        public string Id { get; init; } = "";

        public string Members { get; init; } = "";
    }

    sealed record DocumentRow
    {
        public string Id { get; init; } = "";

        public long Seq { get; init; }

        public string Tree { get; init; } = "";
    }

    sealed record RevisionRow
    {
        public string Document { get; init; } = "";

        public string Revision { get; init; } = "";

        public string Members { get; init; } = "";

        public string? Attachments { get; init; }

        public StoredRevision ToRevision() => new(RevisionId.TryParse(Revision, out var own) ? own : default, Members, StoredAttachments.Read(Attachments));
    }
}
