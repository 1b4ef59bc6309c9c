using System.Text.Json;
using Marquee.Sync.Changes;
using Marquee.Sync.Documents;
using Marquee.Sync.Scripts;

namespace Marquee.Sync.Queries;

/// <summary>The map of a view, run over every document when it is asked: nothing is kept, and nothing is reduced.</summary>
/// <param name="Start">In the order that is asked for; null: no bound.</param>
/// <param name="End">In that order; null: no bound.</param>
/// <param name="Keys">Only these; null: all.</param>
/// <param name="Documents">What the documents say, too; null: no.</param>
sealed record ViewQuery(JsonElement? Start, JsonElement? End, bool WithEnd, IReadOnlyList<JsonElement>? Keys, bool Descending, int Limit, int Skip, Shown? Documents)
{
    sealed record Row(JsonElement Key, JsonElement Value, Change From);

    public async Task<string> Run(AllDocuments documents, ChangeRows rows, DesignScript map, SyncDatabase of, CancellationToken ct)
    {
        var all = new List<Row>();
        await foreach (var change in documents.Scan(of, new IdRange(), ct))
        {
            if (!DocumentId.IsDesign(change.Id) && ForMap(change) is { } text)
            {
                all.AddRange(map.Map(text).Select(row => new Row(row.Key, row.Value, change)));
            }
        }

        var wanted = Wanted(Ordered(all)).ToList();
        var shown = new List<string>();
        foreach (var row in wanted.Skip(Skip).Take(Limit))
        {
            var document = Documents is { } what ? $",\"doc\":{await rows.Document(of, row.From, what, ct)}" : "";
            shown.Add($"{{\"id\":{DocumentText.Quoted(row.From.Id)},\"key\":{row.Key.GetRawText()},\"value\":{row.Value.GetRawText()}{document}}}");
        }

        var before = wanted.Count > 0 ? Ordered(all).TakeWhile(row => row != wanted[0]).Count() : all.Count;
        return $"{{\"total_rows\":{all.Count},\"offset\":{Math.Min(before + Skip, all.Count)},\"rows\":[{string.Join(",\n", shown)}]}}";
    }

    /// <summary>A map sees conflicts, too.</summary>
    static string? ForMap(Change change) => change.Members is null ? null
        : DocumentText.Of(change.Id, change.Winner, change.Deleted, change.Members, change.Tree.Conflicts is { Count: > 0 } conflicts ? [("_conflicts", DocumentText.List(conflicts))] : null);

    IEnumerable<Row> Ordered(List<Row> all)
    {
        var rows = all.OrderBy(row => row.Key, JsonOrder.Instance).ThenBy(row => row.From.Id, StringComparer.Ordinal);
        return Descending ? rows.Reverse() : rows;
    }

    IEnumerable<Row> Wanted(IEnumerable<Row> ordered)
    {
        if (Keys is not null)
        {
            var rows = ordered.ToList();
            return Keys.SelectMany(key => rows.Where(row => Compare(row.Key, key) == 0));
        }

        return ordered
            .SkipWhile(row => Start is { } start && Compare(row.Key, start) < 0)
            .TakeWhile(row => End is not { } end || Compare(row.Key, end) is var order && (order < 0 || (order == 0 && WithEnd)));
    }

    int Compare(JsonElement left, JsonElement right) => (Descending ? -1 : 1) * JsonOrder.Instance.Compare(left, right);
}
