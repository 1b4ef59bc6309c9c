using System.Text.Json;
using Marquee.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Sync.Protocol;

/// <summary>What went wrong, in CouchDB's words.</summary>
public sealed record SyncError(string Error, string Reason);

/// <summary>CouchDB's replication protocol at /sync/. docs/guide/sync.md says what of it there is.</summary>
public static class SyncEndpoints
{
    /// <summary>Whether a key fits its database is seen once that is known.</summary>
    static readonly IReadOnlyList<KeyScope> Reading = [KeyScope.Read, KeyScope.Admin];

    static readonly IReadOnlyList<KeyScope> Writing = [KeyScope.Write, KeyScope.Admin];

    public static void MapSync(this IEndpointRouteBuilder app)
    {
        var sync = app.MapGroup("/sync").WithTags("Sync").Access(AccessRule.Member).ByKey(Reading).ByBasic().RefusesIn(Refusals.Write);
        sync.AddEndpointFilter(Refusals.Say);
        ServerEndpoints.Map(sync);
        DatabaseEndpoints.Map(sync.MapGroup("/{db}"));
        BulkEndpoints.Map(sync.MapGroup("/{db}"));
        ChangeEndpoints.Map(sync.MapGroup("/{db}"));
        QueryEndpoints.Map(sync.MapGroup("/{db}"));
        IndexEndpoints.Map(sync.MapGroup("/{db}/_index"));
        LocalEndpoints.Map(sync.MapGroup("/{db}/_local"));
        DocumentEndpoints.Map(sync.MapGroup("/{db}"));
        AttachmentEndpoints.Map(sync.MapGroup("/{db}"));
        sync.Map("/{**rest}", Nothing).WithOrder(int.MaxValue).ExcludeFromDescription();
    }

    /// <summary>Marks a route that changes documents.</summary>
    internal static RouteHandlerBuilder Writes(this RouteHandlerBuilder route) => route.ByKey(Writing);

    /// <summary>Marks a route that only hosts have a use for.</summary>
    internal static RouteHandlerBuilder Keeps(this RouteHandlerBuilder route) => route.Access(AccessRule.Host).ByKey(KeyScope.Admin);

    /// <summary>What every route of the protocol says of itself.</summary>
    internal static RouteHandlerBuilder Says(this RouteHandlerBuilder route, string summary, int success = StatusCodes.Status200OK)
    {
        route.WithSummary(summary).Produces<JsonElement>(success, "application/json");
        foreach (var refused in new[] { 400, 401, 403, 404 })
        {
            route.Produces<SyncError>(refused, "application/json");
        }

        return route;
    }

    static Answer Nothing(SyncRequest request) => Answer.Of(
        HttpMethods.IsGet(request.Context.Request.Method) ? ProtocolRefusal.Missing() : new ProtocolRefusal(405, "method_not_allowed", "Marquee does not know this part of the protocol."));
}
