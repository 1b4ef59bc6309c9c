using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Access;

/// <summary>A signed-in browser of the asking member.</summary>
/// <param name="Current">The browser that asks.</param>
public sealed record Device(long Id, [property: System.Text.Json.Serialization.JsonPropertyName("device")] string Name, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, bool Current);

static class DeviceEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var devices = app.MapGroup("/api/v1/session/devices").WithTags("Session").Access(AccessRule.Member).ProducesProblem(401);
        devices.MapGet("/", List).WithSummary("Where the asking member is signed in");
        devices.MapDelete("/{id:long}", End).NotByKey().WithSummary("Signs one device out").ProducesProblem(403).ProducesProblem(404);
    }

    static async Task<Ok<Device[]>> List(SignedIn me, Sessions sessions, CancellationToken ct) => TypedResults.Ok(
        (await sessions.Of(me.Viewer.Member, ct))
            .Select(s => new Device(s.Id, s.Device, Wire.At(s.CreatedAt), Wire.At(s.SeenAt), s.Id == me.Session?.Id)).ToArray());

    static async Task<Results<NoContent, ProblemHttpResult>> End(long id, SignedIn me, HttpContext context, Sessions sessions, CancellationToken ct)
    {
        if (!await sessions.End(me.Viewer.Member, id, ct))
        {
            return Problems.NotFound("access.noDevice");
        }

        if (id == me.Session?.Id)
        {
            SessionCookie.Delete(context);
        }

        return TypedResults.NoContent();
    }
}
