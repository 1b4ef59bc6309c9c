using System.Text;
using System.Text.Json;
using Marquee.Sync.Changes;
using Marquee.Sync.Documents;

namespace Marquee.Sync.Queries;

/// <summary>A <c>_find</c>. Without an index that fits every document is looked at.</summary>
/// <param name="Asked">The selector as it was sent, from which follows which index fits.</param>
sealed record FindQuery(JsonElement Asked, Selector Selector, IReadOnlyList<(FieldPath Path, bool Descending)> Sort, IReadOnlyList<FieldPath>? Fields, int Limit, int Skip)
{
    /// <summary>CouchDB's own.</summary>
    const int UsualLimit = 25;

    /// <exception cref="ProtocolRefusal">It is none.</exception>
    public static FindQuery Parse(JsonElement json) => new(
        json.TryGetProperty("selector", out var selector) ? selector : throw new ProtocolRefusal(400, "missing_required_key", "Missing required key: selector"),
        Selector.Parse(selector),
        [.. List(json, "sort").Select(Order)],
        json.TryGetProperty("fields", out var fields) && fields.ValueKind == JsonValueKind.Array && fields.GetArrayLength() > 0
            ? [.. fields.EnumerateArray().Select(f => FieldPath.Parse(Name(f)))] : null,
        Number(json, "limit", UsualLimit),
        Number(json, "skip", 0));

    /// <returns>The documents as JSON, in their order, and whether an index chose among them.</returns>
    public async Task<(IReadOnlyList<string> Documents, bool Indexed)> Run(AllDocuments documents, FindIndexes indexes, SyncDatabase of, CancellationToken ct)
    {
        var some = await indexes.Candidates(of, Asked, [.. Sort.Select(s => s.Path)], ct);
        var found = new List<JsonElement>();
        await foreach (var change in some is null ? documents.Scan(of, new IdRange(), ct) : documents.Scan(of, some, ct))
        {
            if (change.Deleted || DocumentId.IsDesign(change.Id) || ChangeRows.Plain(change) is not { } text)
            {
                continue;
            }

            using var document = JsonDocument.Parse(text);
            if (Selector.Matches(document.RootElement))
            {
                found.Add(document.RootElement.Clone());
                if (Sort.Count == 0 && found.Count >= (long)Skip + Limit)
                {
                    break;
                }
            }
        }

        return ([.. Sorted(found).Skip(Skip).Take(Limit).Select(Shown)], some is not null);
    }

    IEnumerable<JsonElement> Sorted(IEnumerable<JsonElement> found)
    {
        // What lacks a field that is sorted by is not in the answer, as with an index of CouchDB.
        var sorted = found.Where(d => Sort.All(s => s.Path.Of(d) is not null)).Order(Comparer<JsonElement>.Create((_, _) => 0));
        foreach (var (path, descending) in Sort)
        {
            sorted = descending ? sorted.ThenByDescending(d => path.Of(d)!.Value, JsonOrder.Instance) : sorted.ThenBy(d => path.Of(d)!.Value, JsonOrder.Instance);
        }

        return sorted;
    }

    string Shown(JsonElement document)
    {
        if (Fields is null)
        {
            return document.GetRawText();
        }

        var root = new Branch();
        foreach (var field in Fields)
        {
            if (field.Of(document) is { } value)
            {
                root.Put(field.Names, value.GetRawText());
            }
        }

        return root.ToString();
    }

    static (FieldPath, bool) Order(JsonElement json) => json.ValueKind == JsonValueKind.Object && json.EnumerateObject().ToList() is [var one]
        ? (FieldPath.Parse(one.Name), one.Value.ToString() switch { "asc" => false, "desc" => true, _ => throw Wrong("sort") })
        : (FieldPath.Parse(Name(json)), false);

    static string Name(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString()! : throw Wrong("field name");

    static JsonElement.ArrayEnumerator List(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var list) ? default : list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw Wrong(name);

    static int Number(JsonElement json, string name, int otherwise) =>
        !json.TryGetProperty(name, out var number) ? otherwise : number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) && value >= 0 ? value : throw Wrong(name);

    static ProtocolRefusal Wrong(string what) => ProtocolRefusal.BadRequest($"Invalid {what}");

    /// <summary>An object that is put together from some fields of another.</summary>
    sealed class Branch
    {
        readonly Dictionary<string, object> _parts = new(StringComparer.Ordinal);

        public void Put(IReadOnlyList<string> names, string json)
        {
            var at = this;
            foreach (var name in names.SkipLast(1))
            {
                at = at._parts.TryGetValue(name, out var there) && there is Branch branch ? branch : (Branch)(at._parts[name] = new Branch());
            }

            at._parts[names[^1]] = json;
        }

        public override string ToString()
        {
            var text = new StringBuilder("{");
            foreach (var (name, part) in _parts)
            {
                text.Append(text.Length > 1 ? "," : "").Append(DocumentText.Quoted(name)).Append(':').Append(part);
            }

            return text.Append('}').ToString();
        }
    }
}
