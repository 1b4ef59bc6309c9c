using System.Text.Json;

namespace Marquee.Sync.Queries;

/// <summary>The documents that have every field of an index, by the value of its first one. Documents without them are in no answer that it gives.</summary>
sealed class FindIndex(IReadOnlyList<FieldPath> fields)
{
    static readonly Comparer<(JsonElement Key, string Id)> Order = Comparer<(JsonElement Key, string Id)>.Create((left, right) =>
        JsonOrder.Instance.Compare(left.Key, right.Key) is not 0 and var order ? order : string.CompareOrdinal(left.Id, right.Id));

    const string BehindEveryId = "\uffff";

    readonly SortedSet<(JsonElement Key, string Id)> _entries = new(Order);
    readonly Dictionary<string, JsonElement> _keys = new(StringComparer.Ordinal);

    /// <param name="document">Null: it is gone.</param>
    public void Put(string id, JsonElement? document)
    {
        if (_keys.Remove(id, out var old))
        {
            _entries.Remove((old, id));
        }

        if (document is { } there && fields.All(field => field.Of(there) is not null))
        {
            // A copy, so that the index does not hold the whole document.
            var key = JsonSerializer.Deserialize<JsonElement>(fields[0].Of(there)!.Value.GetRawText());
            _keys[id] = key;
            _entries.Add((key, id));
        }
    }

    /// <returns>The ids in the order of their keys, then of their own.</returns>
    public IReadOnlyList<string> Between(KeyRange range)
    {
        if (_entries.Count == 0)
        {
            return [];
        }

        var from = range.Low is { } low ? (low, "") : _entries.Min;
        var to = range.High is { } high ? (high, BehindEveryId) : _entries.Max;
        return Order.Compare(from, to) > 0 ? [] : [.. _entries.GetViewBetween(from, to).Select(e => e.Id)];
    }
}
