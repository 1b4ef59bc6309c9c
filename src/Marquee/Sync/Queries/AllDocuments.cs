using System.Text.Json;
using Marquee.Sync.Changes;
using Marquee.Sync.Documents;

namespace Marquee.Sync.Queries;

/// <summary>The documents of a database by id, as rows.</summary>
public sealed class AllDocuments(ChangeStore store, ChangeRows rows)
{
    /// <param name="shown">What the documents say, too; null: their revisions alone.</param>
    /// <returns>One row a document that is there.</returns>
    public async IAsyncEnumerable<string> Range(SyncDatabase of, IdRange range, Shown? shown, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var change in Scan(of, range, ct))
        {
            yield return await Row(of, change, shown, ct);
        }
    }

    /// <returns>One row a key, in their order, also for what is deleted or was never there.</returns>
    public async Task<IReadOnlyList<string>> These(SyncDatabase of, IReadOnlyList<JsonElement> keys, Shown? shown, CancellationToken ct)
    {
        var ids = keys.Where(k => k.ValueKind == JsonValueKind.String).Select(k => k.GetString()!).Distinct().ToList();
        var there = (await store.These(of, ids, ct)).ToDictionary(c => c.Id, StringComparer.Ordinal);
        var found = new List<string>();
        foreach (var key in keys)
        {
            found.Add(key.ValueKind == JsonValueKind.String && there.TryGetValue(key.GetString()!, out var change)
                ? await Row(of, change, shown, ct)
                : $"{{\"key\":{key.GetRawText()},\"error\":\"not_found\"}}");
        }

        return found;
    }

    /// <summary>Documents in the order of their ids, some at a time.</summary>
    internal async IAsyncEnumerable<Change> Scan(SyncDatabase of, IdRange range, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        const int atOnce = 500;
        var left = range.Limit;
        while (left > 0)
        {
            var page = await store.ById(of, range with { Limit = Math.Min(left, atOnce) }, ct);
            foreach (var change in page.Where(of.Sees).Select(of.Told))
            {
                yield return change;
            }

            if (page.Count < atOnce)
            {
                yield break;
            }

            left -= page.Count;
            range = range.Behind(page[^1].Id);
        }
    }

    /// <summary>The named documents in their order, some at a time.</summary>
    internal async IAsyncEnumerable<Change> Scan(SyncDatabase of, IReadOnlyList<string> ids, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var some in ids.Chunk(100))
        {
            var there = (await store.These(of, some, ct)).ToDictionary(c => c.Id, StringComparer.Ordinal);
            foreach (var id in some.Where(there.ContainsKey))
            {
                yield return there[id];
            }
        }
    }

    async Task<string> Row(SyncDatabase of, Change change, Shown? shown, CancellationToken ct)
    {
        var id = DocumentText.Quoted(change.Id);
        var document = shown is null ? "" : $",\"doc\":{(change.Deleted ? "null" : await rows.Document(of, change, shown, ct))}";
        return $$$"""{"id":{{{id}}},"key":{{{id}}},"value":{"rev":{{{DocumentText.Quoted(change.Winner.ToString())}}}{{{(change.Deleted ? ",\"deleted\":true" : "")}}}}{{{document}}}}""";
    }
}
