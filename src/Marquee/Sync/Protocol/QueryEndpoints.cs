using System.Text.Json;
using Marquee.Sync.Bound;
using Marquee.Sync.Changes;
using Marquee.Sync.Documents;
using Marquee.Sync.Queries;
using Marquee.Sync.Scripts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Sync.Protocol;

/// <summary>Questions to all documents of a database.</summary>
static class QueryEndpoints
{
    /// <summary>Behind every id: no text is greater.</summary>
    const string Behind = "\U0010ffff";

    public static void Map(IEndpointRouteBuilder db)
    {
        db.MapGet("/_all_docs", All).Says("The documents by id");
        db.MapPost("/_all_docs", All).Says("The documents of the ids in the body");
        db.MapPost("/_find", Find).Says("The documents that a selector matches");
        db.MapGet("/_design/{name}/_view/{view}", View).Says("The rows of a view");
        db.MapPost("/_design/{name}/_view/{view}", View).Says("The rows of a view for the keys in the body");
    }

    static async Task<IResult> All(SyncRequest request, AllDocuments documents, ChangeStore store)
    {
        var of = await request.Open(DatabaseUse.Read);
        var shown = Shown(request);
        if (await Keys(request) is { } keys)
        {
            if (request.Value("key", "startkey", "start_key", "endkey", "end_key") is not null)
            {
                throw new ProtocolRefusal(400, "query_parse_error", "`keys` is incompatible with `key`, `start_key` and `end_key`");
            }

            var page = Page(request, keys).ToList();
            return Answer.Json($"{{\"total_rows\":{of.Live},\"offset\":null,\"rows\":[\n{string.Join(",\n", await documents.These(of, page, shown, request.Cancellation))}\n]{Sequence(request, of)}}}");
        }

        var range = Range(request);
        var offset = Math.Min(await store.Before(of, range, request.Cancellation) + range.Skip, of.Live);
        return new Streamed(async (text, ct) =>
        {
            await text.Write($"{{\"total_rows\":{of.Live},\"offset\":{offset},\"rows\":[\n", ct);
            var separator = "";
            await foreach (var row in documents.Range(of, range, shown, ct))
            {
                await text.Write(separator + row, ct);
                separator = ",\n";
            }

            await text.Write($"\n]{Sequence(request, of)}}}\n", ct);
        });
    }

    static async Task<IResult> Find(SyncRequest request, AllDocuments documents, FindIndexes indexes)
    {
        var of = await request.Open(DatabaseUse.Read);
        var query = FindQuery.Parse(await request.ObjectBody());
        var (found, indexed) = await query.Run(documents, indexes, of, request.Cancellation);
        var warning = indexed ? "" : ",\"warning\":\"No matching index found, create an index to optimize query time.\"";
        return Answer.Json($"{{\"docs\":[{string.Join(",\n", found)}],\"bookmark\":\"nil\"{warning}}}");
    }

    static async Task<IResult> View(SyncRequest request, DesignFunctions functions, AllDocuments documents, ChangeRows rows)
    {
        var of = await request.Open(DatabaseUse.Read);
        if (request.Is("reduce") || request.Is("group"))
        {
            throw ProtocolRefusal.NotSupported("Views are mapped and not reduced.");
        }

        var key = request.Value("key");
        var query = new ViewQuery(
            key ?? request.Value("startkey", "start_key"), key ?? request.Value("endkey", "end_key"), request.Is("inclusive_end", otherwise: true),
            await Keys(request), request.Is("descending"), request.Number("limit") ?? int.MaxValue, request.Number("skip") ?? 0, Shown(request));
        var map = await functions.Map(of, $"{request.Segment(3)}/{request.Segment(5)}", request.Cancellation);
        return Answer.Json(await query.Run(documents, rows, map, of, request.Cancellation));
    }

    static Shown? Shown(SyncRequest request) => request.Is("include_docs") ? new Shown(Conflicts: request.Is("conflicts"), Attachments: request.Is("attachments")) : null;

    static string Sequence(SyncRequest request, SyncDatabase of) => request.Is("update_seq") ? $",\"update_seq\":\"{of.Sequence(of.LastSeq)}\"" : "";

    static async Task<IReadOnlyList<JsonElement>?> Keys(SyncRequest request)
    {
        var keys = HttpMethods.IsPost(request.Context.Request.Method) && await request.ObjectBody() is var body && body.TryGetProperty("keys", out var named) ? named : request.Value("keys");
        return keys is not { } list ? null
            : list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()]
            : throw ProtocolRefusal.BadRequest("`keys` parameter must be an array.");
    }

    static IEnumerable<JsonElement> Page(SyncRequest request, IReadOnlyList<JsonElement> keys) =>
        (request.Is("descending") ? keys.Reverse() : keys).Skip(request.Number("skip") ?? 0).Take(request.Number("limit") ?? int.MaxValue);

    static IdRange Range(SyncRequest request)
    {
        var descending = request.Is("descending");
        var key = request.Value("key");
        var (start, end) = (Bound(key ?? request.Value("startkey", "start_key")), Bound(key ?? request.Value("endkey", "end_key")));
        var withEnd = key is not null || request.Is("inclusive_end", otherwise: true);
        return new IdRange(
            descending ? end : start, descending ? start : end, !descending || withEnd, descending || withEnd,
            descending, request.Number("limit") ?? int.MaxValue, request.Number("skip") ?? 0);
    }

    /// <summary>Ids are texts: in the order of all JSON values, what comes before texts is before every id, what comes behind them behind.</summary>
    static string? Bound(JsonElement? key) => key is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array or JsonValueKind.Object => Behind,
        _ => "",
    };
}
