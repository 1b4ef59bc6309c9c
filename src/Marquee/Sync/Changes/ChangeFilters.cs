using System.Text.Json;
using Marquee.Sync.Documents;
using Marquee.Sync.Queries;
using Marquee.Sync.Scripts;

namespace Marquee.Sync.Changes;

/// <summary>What a reader of changes wants to hear of.</summary>
public sealed class ChangeFilters(DesignFunctions functions)
{
    /// <summary>Those of the named documents, which are not even read.</summary>
    public const string Ids = "_doc_ids";

    /// <summary>Those of which a view says something.</summary>
    public const string View = "_view";

    /// <param name="filter">One of CouchDB's own, or a function of a design document; null: none.</param>
    /// <param name="body">Of the request; holds the selector.</param>
    /// <param name="request">What a function is told of it, as JSON.</param>
    /// <returns>Null where all changes pass.</returns>
    public async Task<Func<Change, bool>?> Find(SyncDatabase of, string? filter, string? view, JsonElement body, string request, CancellationToken ct)
    {
        switch (filter)
        {
            case null or "" or Ids:
                return null;
            case "_design" or "_design/_design": // PouchDB 9 doubles every name that has no slash
                return change => DocumentId.IsDesign(change.Id);
            case "_selector":
                var selector = Selector.Parse(body.ValueKind == JsonValueKind.Object && body.TryGetProperty("selector", out var json) ? json : throw ProtocolRefusal.BadRequest("Selector must be specified in POST payload"));
                return change => ChangeRows.Plain(change) is { } text && Matches(selector, text);
            case View:
                var map = await functions.Map(of, view ?? throw ProtocolRefusal.BadRequest("`view` filter parameter is not provided."), ct);
                return change => ChangeRows.Plain(change) is { } text && map.Map(text).Count > 0;
            default:
                var function = await functions.Filter(of, filter, ct);
                return change => ChangeRows.Plain(change) is { } text && function.Passes(text, request);
        }
    }

    static bool Matches(Selector selector, string text)
    {
        using var document = JsonDocument.Parse(text);
        return selector.Matches(document.RootElement);
    }
}
