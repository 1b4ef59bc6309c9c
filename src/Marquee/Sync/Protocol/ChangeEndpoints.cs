using System.Text.Json;
using Marquee.Access;
using Marquee.Sync.Bound;
using Marquee.Sync.Changes;
using Marquee.Sync.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Marquee.Sync.Protocol;

/// <summary>The changes of a database.</summary>
static class ChangeEndpoints
{
    /// <summary>CouchDB's own.</summary>
    static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);

    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    public static void Map(IEndpointRouteBuilder db)
    {
        db.MapGet("/_changes", Read).Says("What changed, once or for as long as the reader stays");
        db.MapPost("/_changes", Read).Says("The same, with a filter in the body");
    }

    static async Task<IResult> Read(SyncRequest request, Viewer me, ChangeFeed feed, ChangeFilters filters, DatabaseRights rights, IHostApplicationLifetime life)
    {
        var of = await request.Look(DatabaseUse.Follow);
        var body = HttpMethods.IsPost(request.Context.Request.Method) ? await request.ObjectBody() : default;
        var query = Query(request, of, Ids(request, body));
        var passes = await filters.Find(of, Filter(request), request.Text("view"), body, RequestOfFilter(request), request.Cancellation);
        return new Feed(feed, of, query, passes, of.Member is null ? null : () => rights.Tell(of, me, request.Cancellation), life.ApplicationStopping);
    }

    static ChangeQuery Query(SyncRequest request, SyncDatabase of, IReadOnlyCollection<string>? ids)
    {
        var kind = request.Text("feed") switch
        {
            null or "" or "normal" => FeedKind.Normal,
            "longpoll" => FeedKind.LongPoll,
            "continuous" => FeedKind.Continuous,
            "eventsource" => FeedKind.EventSource,
            var other => throw ProtocolRefusal.BadRequest($"Unknown feed `{other}`"),
        };
        var last = request.Context.Request.Headers["Last-Event-ID"].ToString();
        var since = of.Place(last.Length > 0 ? last : request.Text("since")) ?? throw ProtocolRefusal.BadRequest("Malformed sequence supplied in 'since' parameter.");
        var heartbeat = request.Text("heartbeat") switch { null or "false" => (TimeSpan?)null, "true" => Usual, _ => Span(request.Number("heartbeat")!.Value) };
        var documents = request.Is("include_docs") ? new Shown(Conflicts: request.Is("conflicts"), Attachments: request.Is("attachments")) : null;
        return new ChangeQuery(
            kind, since, request.Number("limit") is { } limit ? Math.Max(limit, 1) : null, request.Is("descending") && kind == FeedKind.Normal,
            request.Text("style") == "all_docs", documents, ids, Math.Max(request.Number("seq_interval") ?? 1, 1),
            heartbeat, request.Number("timeout") is { } timeout ? Span(timeout) : heartbeat is null ? Usual : null);
    }

    static TimeSpan Span(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds) is var span && span > Shortest ? span : Shortest;

    /// <summary>A view that is named without its filter means it.</summary>
    static string? Filter(SyncRequest request) => request.Text("filter") ?? (request.Text("view") is null ? null : ChangeFilters.View);

    /// <returns>Null: all documents.</returns>
    static IReadOnlyCollection<string>? Ids(SyncRequest request, JsonElement body)
    {
        if (request.Text("filter") is not (null or ChangeFilters.Ids))
        {
            return null;
        }

        var named = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("doc_ids", out var list) ? list : request.Value("doc_ids");
        return named is { ValueKind: JsonValueKind.Array } ids ? [.. ids.EnumerateArray().Select(id => id.ToString()).Distinct()]
            : request.Text("filter") is null ? null
            : throw ProtocolRefusal.BadRequest("`doc_ids` filter parameter is not a list of doc ids.");
    }

    /// <summary>What a filter function is told of the request: its query.</summary>
    static string RequestOfFilter(SyncRequest request) =>
        $"{{\"query\":{JsonSerializer.Serialize(request.Context.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal))}}}";

    sealed class Feed(ChangeFeed feed, SyncDatabase of, ChangeQuery query, Func<Change, bool>? passes, Func<Task<bool>>? more, CancellationToken stopping) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            IChangeOutput output = query.Feed switch
            {
                FeedKind.Continuous => new LineOutput(new ResponseText(httpContext, "application/json")),
                FeedKind.EventSource => new EventOutput(new ResponseText(httpContext, "text/event-stream")),
                _ => new ListOutput(new ResponseText(httpContext, "application/json")),
            };
            using var either = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
            try
            {
                await feed.Run(of, query, passes, output, either.Token, more);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                httpContext.Abort(); // the client asks again once the server is back
            }
        }
    }
}
