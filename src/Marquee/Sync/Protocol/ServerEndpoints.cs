using Marquee.Access;
using Marquee.Sync.Bound;
using Marquee.Sync.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Sync.Protocol;

/// <summary>What a client asks before it knows a database.</summary>
static class ServerEndpoints
{
    /// <summary>The CouchDB whose manners these are: clients look at it to know what they may ask.</summary>
    const string Speaks = "3.3.3";

    const int MostUuids = 1000;

    public static void Map(IEndpointRouteBuilder sync)
    {
        sync.MapGet("/", Welcome).Says("Who answers here");
        sync.MapGet("/_up", Up).Says("The endpoint is there");
        sync.MapGet("/_session", Session).Says("Who asks");
        sync.MapGet("/_uuids", Uuids).Says("New ids for documents");
        sync.MapGet("/_all_dbs", Databases).Says("The names of the databases");
    }

    static async Task<IResult> Welcome(SyncRequest request, SyncIdentity identity)
    {
        var version = typeof(ServerEndpoints).Assembly.GetName().Version!.ToString(3);
        return Answer.Json($$$"""{"couchdb":"Welcome","version":"{{{Speaks}}}","uuid":"{{{await identity.Uuid(request.Cancellation)}}}","features":[],"vendor":{"name":"Marquee","version":"{{{version}}}"}}""");
    }

    static Answer Up() => Answer.Json("""{"status":"ok"}""");

    static Answer Session(SignedIn me) => Answer.Json(
        $$$"""{"ok":true,"userCtx":{"name":{{{DocumentText.Quoted(me.Viewer.Name)}}},"roles":{{{(me.Viewer.Role == Role.Host ? "[\"_admin\"]" : "[]")}}}},"info":{"authentication_handlers":["cookie","default"],"authenticated":"{{{(me.Session is null ? "default" : "cookie")}}}"}}""");

    static Answer Uuids(SyncRequest request) => Answer.Json(
        $"{{\"uuids\":{DocumentText.List(Enumerable.Range(0, Math.Min(request.Number("count") ?? 1, MostUuids)).Select(_ => DocumentId.New()))}}}");

    static async Task<IResult> Databases(SyncRequest request, SignedIn me, DatabaseRights rights) => Answer.Json(DocumentText.List(await rights.Names(me, request.Cancellation)));
}
