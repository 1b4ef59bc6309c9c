using System.Text.Json;
using Marquee.Sync.Changes;
using Marquee.Sync.Documents;

namespace Marquee.Sync.Queries;

/// <summary>
/// The indexes of databases, in memory: made when they are first asked, and brought up to date from the changes since whenever
/// they are asked again. Those that were not asked for the longest time make room.
/// </summary>
public sealed class FindIndexes(ChangeStore changes)
{
    const int Most = 8;

    const int AtOnce = 500;

    static readonly IdRange Designs = new(DocumentId.Design, "_design0", WithHigh: false);

    readonly Lock _lock = new();
    readonly List<Kept> _kept = [];

    sealed record Kept(long Database, string Instance, long PurgeSeq, string Design, string Revision, FindIndex Index)
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public long Seq { get; set; }
    }

    internal async Task<IReadOnlyList<IndexDefinition>> Of(SyncDatabase of, CancellationToken ct) =>
        [.. (await changes.ById(of, Designs, ct)).Select(IndexDefinition.Of).OfType<IndexDefinition>()];

    /// <returns>The documents that can match, by an index that fits; null when none does.</returns>
    internal async Task<IReadOnlyList<string>?> Candidates(SyncDatabase of, JsonElement selector, IReadOnlyList<FieldPath> sort, CancellationToken ct)
    {
        foreach (var design in await changes.ById(of, Designs, ct))
        {
            // A document without a field of the index must not be able to match.
            if (IndexDefinition.Of(design) is { Paths: var paths }
                && paths.All(p => KeyRange.Of(selector, p) is not null || sort.Any(s => s.Names.SequenceEqual(p.Names))))
            {
                return await Read(of, Get(of, design, paths), KeyRange.Of(selector, paths[0]) ?? new KeyRange(null, null), ct);
            }
        }

        return null;
    }

    Kept Get(SyncDatabase of, Change design, IReadOnlyList<FieldPath> paths)
    {
        lock (_lock)
        {
            var (instance, purged, revision) = (of.Instance, of.PurgeSeq, design.Winner.ToString());
            var kept = _kept.Find(k => k.Database == of.Id && k.Instance == instance && k.PurgeSeq == purged && k.Design == design.Id && k.Revision == revision)
                ?? new Kept(of.Id, instance, purged, design.Id, revision, new FindIndex(paths));
            _kept.RemoveAll(k => k == kept || (k.Database == of.Id && k.Design == design.Id));
            _kept.Add(kept);
            _kept.RemoveRange(0, Math.Max(0, _kept.Count - Most));
            return kept;
        }
    }

    async Task<IReadOnlyList<string>> Read(SyncDatabase of, Kept kept, KeyRange range, CancellationToken ct)
    {
        await kept.Turn.WaitAsync(ct);
        try
        {
            IReadOnlyList<Change> page;
            do
            {
                page = await changes.Page(of, kept.Seq, null, AtOnce, ct);
                foreach (var change in page)
                {
                    Put(kept.Index, change);
                    kept.Seq = change.Seq;
                }
            }
            while (page.Count == AtOnce);
            return kept.Index.Between(range);
        }
        finally
        {
            kept.Turn.Release();
        }
    }

    static void Put(FindIndex index, Change change)
    {
        if (change.Deleted || DocumentId.IsDesign(change.Id) || ChangeRows.Plain(change) is not { } text)
        {
            index.Put(change.Id, null);
            return;
        }

        using var document = JsonDocument.Parse(text);
        index.Put(change.Id, document.RootElement);
    }
}
