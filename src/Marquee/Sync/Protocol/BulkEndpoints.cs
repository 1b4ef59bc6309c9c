using System.Text.Json;
using Marquee.Sync.Bound;
using Marquee.Sync.Documents;
using Marquee.Sync.Revisions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Marquee.Sync.Protocol;

/// <summary>Many documents at once: what replication is made of.</summary>
static class BulkEndpoints
{
    public static void Map(IEndpointRouteBuilder db)
    {
        db.MapPost("/_bulk_docs", Write).Writes().Says("Writes documents: edits, or with new_edits false revisions that were made elsewhere", StatusCodes.Status201Created);
        db.MapPost("/_bulk_get", Read).Says("Reads revisions of several documents");
        db.MapPost("/_revs_diff", Difference).Says("Which of the named revisions are not known here");
        db.MapPost("/_missing_revs", Missing).Says("The same, in the form that CouchDB had before");
    }

    static async Task<IResult> Write(SyncRequest request, Sender me, AnyWrites writes, IOptions<SyncOptions> options)
    {
        var of = await request.Open(DatabaseUse.Write);
        var body = await request.ObjectBody();
        var documents = List(body, "docs").Select(json => IncomingReading.Read(json, null, options.Value)).ToList();
        var replicated = body.TryGetProperty("new_edits", out var edits) && edits.ValueKind == JsonValueKind.False;
        if (replicated && documents.Exists(d => d is { Path: [], IsLocal: false }))
        {
            throw ProtocolRefusal.BadRequest("When `new_edits: false`, the document needs `_rev` or `_revisions` specified");
        }

        var outcomes = await writes.Write(of, me, documents, replicated, request.Cancellation);
        // Of replicated documents only what went wrong is told.
        return Answer.Json($"[{string.Join(',', outcomes.Where(o => !replicated || o is Refused).Select(Answer.Text))}]", StatusCodes.Status201Created);
    }

    static async Task<IResult> Read(SyncRequest request, DocumentStore store, DocumentReading reading)
    {
        var of = await request.Open(DatabaseUse.Follow);
        var asked = List(await request.ObjectBody(), "docs").Select(Asked).ToList();
        var ids = asked.Select(a => a.Id).Distinct().ToList();
        var there = await store.Find(of, ids, request.Cancellation);
        // What is asked for are leaves nearly always: one query for all of them.
        var leaves = await store.Leaves(of, ids, request.Cancellation);
        var shown = new Shown(Revisions: request.Is("revs"), Attachments: request.Is("attachments"));
        var latest = request.Is("latest");
        return new Streamed(async (text, ct) =>
        {
            var separator = "{\"results\":[";
            foreach (var (id, rev) in asked)
            {
                var found = there.GetValueOrDefault(id);
                var answers = found is null ? [NotThere(id, rev)] : await OpenRevisions.Read(reading, of, found, rev is null ? [] : [rev], latest, shown, r => NotThere(id, r), ct, leaves[id]);
                await text.Write($$"""{{separator}}{"id":{{DocumentText.Quoted(id)}},"docs":[{{string.Join(',', answers)}}]}""", ct);
                separator = ",";
            }

            await text.Write(asked.Count == 0 ? "{\"results\":[]}" : "]}", ct);
        });
    }

    static async Task<IResult> Difference(SyncRequest request, DocumentStore store)
    {
        var differences = (await Unknown(request, store)).Select(d =>
        {
            var newest = d.Missing.Max();
            var ancestors = d.Found?.Tree.Leaves.Where(leaf => leaf.Generation < newest.Generation).ToList() ?? [];
            return $"{DocumentText.Quoted(d.Id)}:{{\"missing\":{DocumentText.List(d.Missing)}{(ancestors.Count > 0 ? $",\"possible_ancestors\":{DocumentText.List(ancestors)}" : "")}}}";
        });
        return Answer.Json($"{{{string.Join(',', differences)}}}");
    }

    static async Task<IResult> Missing(SyncRequest request, DocumentStore store)
    {
        var missing = (await Unknown(request, store)).Select(d => $"{DocumentText.Quoted(d.Id)}:{DocumentText.List(d.Missing)}");
        return Answer.Json($"{{\"missing_revs\":{{{string.Join(',', missing)}}}}}");
    }

    static async Task<IReadOnlyList<(string Id, IReadOnlyList<RevisionId> Missing, StoredDocument? Found)>> Unknown(SyncRequest request, DocumentStore store)
    {
        var of = await request.Open(DatabaseUse.Follow);
        var asked = RevisionLists.Read(await request.ObjectBody());
        var there = await store.Find(of, [.. asked.Keys], request.Cancellation);
        return
        [
            .. from list in asked
               let found = there.GetValueOrDefault(list.Key)
               let missing = list.Value.Where(r => found?.Tree.Contains(r) != true).ToList()
               where missing.Count > 0
               select (list.Key, (IReadOnlyList<RevisionId>)missing, found),
        ];
    }

    static JsonElement.ArrayEnumerator List(JsonElement body, string name) => body.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
        ? list.EnumerateArray()
        : throw ProtocolRefusal.BadRequest($"POST body must include `{name}` parameter.");

    static (string Id, string? Rev) Asked(JsonElement json) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
        ? (id.GetString()!, json.TryGetProperty("rev", out var rev) && rev.ValueKind == JsonValueKind.String ? rev.GetString() : null)
        : throw ProtocolRefusal.BadRequest("Each of `docs` must have an `id`");

    static string NotThere(string id, string? rev) =>
        $$$"""{"error":{"id":{{{DocumentText.Quoted(id)}}},"rev":{{{DocumentText.Quoted(rev ?? "undefined")}}},"error":"not_found","reason":"missing"}}""";
}
