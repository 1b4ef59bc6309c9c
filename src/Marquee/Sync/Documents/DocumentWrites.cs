using Marquee.Access;
using Marquee.Storage;
using Marquee.Sync.Changes;

namespace Marquee.Sync.Documents;

/// <summary>
/// Every way in which a document changes: edits that are made here, and revisions that were made elsewhere. Each database's
/// changes are numbered under a lock of its row, so they become visible in the order of their numbers.
/// </summary>
public sealed class DocumentWrites(Database database, DocumentStore store, IEnumerable<IDocumentDoor> doors, ChangeSignal signal)
{
    /// <summary>Documents of one transaction: enough that commits are few, few enough that one is short.</summary>
    const int AtOnce = 100;

    /// <param name="replicated">They come with their revisions, which are taken as they are; else they are edits of what is here.</param>
    /// <returns>One outcome a document, in their order.</returns>
    /// <exception cref="ProtocolRefusal">The database is gone.</exception>
    public async Task<IReadOnlyList<Outcome>> Write(SyncDatabase of, Viewer by, IReadOnlyList<IncomingDocument> documents, bool replicated, CancellationToken ct)
    {
        var door = doors.Single(d => d.IsOf(of));
        var outcomes = new List<Outcome>(documents.Count);
        foreach (var some in documents.Chunk(AtOnce))
        {
            try
            {
                outcomes.AddRange(await database.Write(Store.House, w => Write(w, of, by, some, replicated, door), ct));
            }
            finally
            {
                signal.Raise(of.Id);
            }
        }

        return outcomes;
    }

    public async Task<Outcome> Write(SyncDatabase of, Viewer by, IncomingDocument document, bool replicated, CancellationToken ct) =>
        (await Write(of, by, [document], replicated, ct))[0];

    async Task<IReadOnlyList<Outcome>> Write(Writing writing, SyncDatabase of, Viewer by, IncomingDocument[] documents, bool replicated, IDocumentDoor door)
    {
        var now = await Lock(writing, of) ?? throw ProtocolRefusal.NoDatabase();
        var there = await store.Find(writing.Connection, writing.Transaction, now, [.. documents.Select(d => d.Id).Distinct()], writing.Cancellation);
        var round = new WriteRound(writing, now, by, store, there, await door.Open(writing, now));
        var outcomes = new List<Outcome>(documents.Length);
        foreach (var document in documents)
        {
            outcomes.Add(replicated ? await round.Replicate(document) : await round.Edit(document));
        }

        await round.Finish();
        return outcomes;
    }

    /// <summary>Nobody else changes the database until the transaction ends.</summary>
    internal static Task<SyncDatabase?> Lock(Writing writing, SyncDatabase of) => writing.First<SyncDatabase>(
        $"update house.sync_database set last_seq = last_seq where id = @Id returning {SyncDatabases.Columns}", new { of.Id });
}
