using Marquee.Storage;
using Marquee.Sync.Changes;
using Npgsql;

namespace Marquee.Sync.Documents;

/// <summary>
/// Every way in which a document changes: edits that are made here, and revisions that were made elsewhere. Each database's
/// changes are numbered under a lock of its row, so they become visible in the order of their numbers.
/// </summary>
public sealed class DocumentWrites(Database database, DocumentStore store, IEnumerable<IDocumentDoor> doors, ChangeSignal signal)
{
    /// <summary>Documents of one transaction: enough that commits are few, few enough that one is short.</summary>
    const int AtOnce = 100;

    /// <summary>The same where each of them changes rows of the house.</summary>
    const int AtOnceOfBound = 10;

    /// <summary>Two transactions that need each other's rows are no fault: PostgreSQL ends one of them, which is tried again.</summary>
    const int Tries = 4;

    /// <param name="replicated">They come with their revisions, which are taken as they are; else they are edits of what is here.</param>
    /// <returns>One outcome a document, in their order.</returns>
    /// <exception cref="ProtocolRefusal">The database is gone.</exception>
    public async Task<IReadOnlyList<Outcome>> Write(SyncDatabase of, Sender by, IReadOnlyList<IncomingDocument> documents, bool replicated, CancellationToken ct)
    {
        var door = doors.Single(d => d.IsOf(of));
        var outcomes = new List<Outcome>(documents.Count);
        foreach (var some in documents.Chunk(of.Member is null ? AtOnce : AtOnceOfBound))
        {
            try
            {
                var open = await door.Open(of, by, some, ct);
                outcomes.AddRange(await Again(() => database.Write(Store.House, w => Write(w, of, some, replicated, open), ct)));
            }
            finally
            {
                signal.Raise(of.Id);
            }
        }

        return outcomes;
    }

    public async Task<Outcome> Write(SyncDatabase of, Sender by, IncomingDocument document, bool replicated, CancellationToken ct) =>
        (await Write(of, by, [document], replicated, ct))[0];

    static async Task<T> Again<T>(Func<Task<T>> write)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await write();
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected && tries < Tries)
            {
            }
        }
    }

    async Task<IReadOnlyList<Outcome>> Write(Writing writing, SyncDatabase of, IncomingDocument[] documents, bool replicated, IOpenDoor door)
    {
        var now = await Lock(writing, of) ?? throw ProtocolRefusal.NoDatabase();
        var there = await store.Find(writing.Connection, writing.Transaction, now, [.. documents.Select(d => d.Id).Distinct()], writing.Cancellation);
        var round = new WriteRound(writing, now, store, there, door);
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
