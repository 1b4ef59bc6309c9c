using System.Text.Json;
using Marquee.Storage;
using Marquee.Sync.Changes;
using Marquee.Sync.Documents;

namespace Marquee.Sync.Scripts;

/// <summary>Finds functions in the design documents of a database.</summary>
public sealed class DesignFunctions(ChangeStore changes)
{
    static readonly IdRange Designs = new(DocumentId.Design, "_design0", WithHigh: false);

    /// <param name="name"><c>design/function</c>; <c>name</c> alone is <c>name/name</c>.</param>
    /// <exception cref="ProtocolRefusal">There is none.</exception>
    internal async Task<DesignScript> Filter(SyncDatabase of, string name, CancellationToken ct)
    {
        var (design, function) = Parts(name);
        return new DesignScript(Text(await Members(of, design, ct), "filters", function) ?? throw ProtocolRefusal.Missing($"missing filter function {function} on design doc _design/{design}"), ct);
    }

    /// <summary>The map of a view; a view that reduces is mapped all the same.</summary>
    /// <inheritdoc cref="Filter"/>
    internal async Task<DesignScript> Map(SyncDatabase of, string name, CancellationToken ct)
    {
        var (design, view) = Parts(name);
        var members = await Members(of, design, ct);
        return members.TryGetProperty("views", out var views) && views.ValueKind == JsonValueKind.Object && views.TryGetProperty(view, out var found) && Text(found, "map") is { } map
            ? new DesignScript(map, ct)
            : throw ProtocolRefusal.Missing("missing_named_view");
    }

    /// <summary>Every function that new revisions have to pass.</summary>
    internal static async Task<IReadOnlyList<DesignScript>> Validations(Writing writing, SyncDatabase of)
    {
        var scripts = new List<DesignScript>();
        foreach (var design in await ChangeStore.ById(writing, of, Designs))
        {
            if (design.Members?.Contains("validate_doc_update", StringComparison.Ordinal) == true && Text(Json(design.Members), "validate_doc_update") is { } source)
            {
                scripts.Add(new DesignScript(source, writing.Cancellation));
            }
        }

        return scripts;
    }

    async Task<JsonElement> Members(SyncDatabase of, string design, CancellationToken ct) =>
        await changes.These(of, [DocumentId.Design + design], ct) is [{ Deleted: false, Members: { } members }] ? Json(members) : throw ProtocolRefusal.Missing();

    static (string Design, string Function) Parts(string name) => name.Split('/') switch
    {
        [var both] when both.Length > 0 => (both, both),
        [var design, var function] when design.Length > 0 && function.Length > 0 => (design, function),
        _ => throw ProtocolRefusal.BadRequest("The name must be of the form `designname/functionname`."),
    };

    static string? Text(JsonElement members, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (members.ValueKind != JsonValueKind.Object || !members.TryGetProperty(name, out members))
            {
                return null;
            }
        }

        return members.ValueKind == JsonValueKind.String ? members.GetString() : null;
    }

    static JsonElement Json(string members)
    {
        using var document = JsonDocument.Parse($"{{{members}}}");
        return document.RootElement.Clone();
    }
}
