using System.Text.Json;

namespace Marquee.Sync.Queries;

/// <summary>
/// CouchDB's order of JSON values: null, false, true, numbers, texts, arrays, objects. Texts are ordered by their code units, where
/// CouchDB asks the rules of languages.
/// </summary>
sealed class JsonOrder : IComparer<JsonElement>
{
    public static readonly JsonOrder Instance = new();

    public int Compare(JsonElement x, JsonElement y)
    {
        var (left, right) = (Rank(x), Rank(y));
        return left != right ? left.CompareTo(right) : x.ValueKind switch
        {
            JsonValueKind.Number => x.GetDouble().CompareTo(y.GetDouble()),
            JsonValueKind.String => string.CompareOrdinal(x.GetString(), y.GetString()),
            JsonValueKind.Array => Compare(x.EnumerateArray(), y.EnumerateArray()),
            JsonValueKind.Object => Compare([.. x.EnumerateObject()], [.. y.EnumerateObject()]),
            _ => 0,
        };
    }

    int Compare(JsonElement.ArrayEnumerator left, JsonElement.ArrayEnumerator right)
    {
        while (true)
        {
            var (more, alsoMore) = (left.MoveNext(), right.MoveNext());
            if (!more || !alsoMore)
            {
                return more.CompareTo(alsoMore);
            }

            if (Compare(left.Current, right.Current) is not 0 and var order)
            {
                return order;
            }
        }
    }

    int Compare(JsonProperty[] left, JsonProperty[] right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            var order = string.CompareOrdinal(left[i].Name, right[i].Name);
            order = order != 0 ? order : Compare(left[i].Value, right[i].Value);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    static int Rank(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => -1,
        JsonValueKind.Null => 0,
        JsonValueKind.False => 1,
        JsonValueKind.True => 2,
        JsonValueKind.Number => 3,
        JsonValueKind.String => 4,
        JsonValueKind.Array => 5,
        _ => 6,
    };
}
