using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Marquee.Sync.Changes;
using Marquee.Sync.Documents;

namespace Marquee.Sync.Queries;

/// <summary>An index as a design document describes it, in CouchDB's form: so it is replicated like any other document.</summary>
/// <param name="Design">The id of the design document, which holds this one index.</param>
sealed record IndexDefinition(string Design, string Name, IReadOnlyList<string> Fields)
{
    public IReadOnlyList<FieldPath> Paths => [.. Fields.Select(FieldPath.Parse)];

    /// <summary>The body of a <c>POST _index</c>.</summary>
    /// <exception cref="ProtocolRefusal">It describes none.</exception>
    public static IndexDefinition Parse(JsonElement json)
    {
        if (!json.TryGetProperty("index", out var index) || index.ValueKind != JsonValueKind.Object || !index.TryGetProperty("fields", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            throw new ProtocolRefusal(400, "missing_required_key", "Missing required key: index.fields");
        }

        if (index.TryGetProperty("partial_filter_selector", out _) || (Text(json, "type") ?? "json") != "json")
        {
            throw ProtocolRefusal.NotSupported("Indexes are of type json and of all documents.");
        }

        var fields = list.EnumerateArray().Select(f => f.ValueKind == JsonValueKind.Object && f.EnumerateObject().ToList() is [var one] ? one.Name : f.ValueKind == JsonValueKind.String ? f.GetString()! : throw ProtocolRefusal.BadRequest("Invalid field")).ToList();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', fields))).AsSpan(0, 20));
        var design = Text(json, "ddoc") ?? hash;
        return new IndexDefinition(DocumentId.IsDesign(design) ? design : DocumentId.Design + design, Text(json, "name") ?? hash, fields);
    }

    /// <returns>Null when the design document is about something else.</returns>
    public static IndexDefinition? Of(Change design)
    {
        if (design.Members?.Contains("\"query\"", StringComparison.Ordinal) != true)
        {
            return null;
        }

        using var json = JsonDocument.Parse($"{{{design.Members}}}");
        return Text(json.RootElement, "language") == "query" && json.RootElement.TryGetProperty("views", out var views) && views.ValueKind == JsonValueKind.Object
            && views.EnumerateObject().ToList() is [{ Value.ValueKind: JsonValueKind.Object } view]
            && view.Value.TryGetProperty("map", out var map) && map.ValueKind == JsonValueKind.Object && map.TryGetProperty("fields", out var fields) && fields.ValueKind == JsonValueKind.Object && fields.EnumerateObject().Any()
            ? new IndexDefinition(design.Id, view.Name, [.. fields.EnumerateObject().Select(f => f.Name)])
            : null;
    }

    /// <summary>What the design document says.</summary>
    public string Members =>
        $"\"language\":\"query\",\"views\":{{{DocumentText.Quoted(Name)}:{{\"map\":{{\"fields\":{{{string.Join(',', Fields.Select(f => $"{DocumentText.Quoted(f)}:\"asc\""))}}},\"partial_filter_selector\":{{}}}},\"reduce\":\"_count\",\"options\":{{\"def\":{Definition}}}}}}}";

    /// <summary><c>{"fields":[{"year":"asc"}]}</c></summary>
    public string Definition => $"{{\"fields\":[{string.Join(',', Fields.Select(f => $"{{{DocumentText.Quoted(f)}:\"asc\"}}"))}]}}";

    static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
