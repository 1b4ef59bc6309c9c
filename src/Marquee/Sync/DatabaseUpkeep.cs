using Marquee.Storage;
using Marquee.Sync.Changes;
using Marquee.Sync.Documents;
using Marquee.Sync.Revisions;

namespace Marquee.Sync;

/// <summary>What a database forgets when it is told to.</summary>
public sealed class DatabaseUpkeep(Database database, DocumentStore store, ChangeSignal signal)
{
    /// <summary>Forgets what revisions said that others were made from, and the contents that nothing names any more. Trees stay.</summary>
    public async Task Compact(SyncDatabase of, CancellationToken ct)
    {
        await database.Write(Store.House, async w =>
        {
            await DocumentWrites.Lock(w, of);
            await w.Execute("delete from house.sync_revision where database = @Id and not leaf", new { of.Id });
            var named = await w.Query<string>("select attachments from house.sync_revision where database = @Id and attachments is not null", new { of.Id });
            var used = named.SelectMany(stored => StoredAttachments.Read(stored).Values.Select(a => a.Digest)).ToHashSet(StringComparer.Ordinal);
            var there = await w.Query<string>("select digest from house.sync_content where database = @Id", new { of.Id });
            await w.Execute(
                $"delete from house.sync_content where database = @database and digest {TextList.In(w.Dialect)}",
                TextList.Of(w.Dialect, there.Where(digest => !used.Contains(digest)), new { database = of.Id }));
        }, ct);
    }

    /// <returns>The leaves that were taken out, of each document that had some of them.</returns>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<RevisionId>>> Purge(SyncDatabase of, IReadOnlyDictionary<string, IReadOnlyList<RevisionId>> revisions, CancellationToken ct)
    {
        var purged = await database.Write(Store.House, async w =>
        {
            var now = await DocumentWrites.Lock(w, of) ?? throw ProtocolRefusal.NoDatabase();
            var gone = new Dictionary<string, IReadOnlyList<RevisionId>>(StringComparer.Ordinal);
            var (seq, live, deleted) = (now.LastSeq, 0, 0);
            foreach (var document in (await store.Find(w.Connection, w.Transaction, now, [.. revisions.Keys], w.Cancellation)).Values)
            {
                var was = document.Deleted;
                var known = document.Tree.Nodes.Keys.ToList();
                if (document.Tree.Purge(revisions[document.Id]) is not { Count: > 0 } leaves)
                {
                    continue;
                }

                gone[document.Id] = leaves;
                await DocumentStore.Forget(w, now, document.Id, known.Where(r => !document.Tree.Contains(r)));
                (live, deleted) = was ? (live, deleted - 1) : (live - 1, deleted);
                if (document.Tree.Count == 0)
                {
                    await DocumentStore.Delete(w, now, document.Id);
                    continue;
                }

                var left = document with { Seq = ++seq };
                await DocumentStore.Put(w, now, left);
                (live, deleted) = left.Deleted ? (live, deleted + 1) : (live + 1, deleted);
            }

            await w.Execute(
                "update house.sync_database set last_seq = @seq, purge_seq = purge_seq + @count, live = live + @live, gone = gone + @deleted where id = @Id",
                new { seq, count = gone.Count, live, deleted, now.Id });
            return gone;
        }, ct);
        signal.Raise(of.Id);
        return purged;
    }
}
