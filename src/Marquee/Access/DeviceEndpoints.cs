using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Access;

/// <summary>A signed-in browser of the asking member.</summary>
/// <param name="Current">The browser that asks.</param>
public sealed record Device(long Id, [property: System.Text.Json.Serialization.JsonPropertyName("device")] string Name, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, bool Current)
{
    /// <param name="current">The session that asks; null when none does.</param>
    public static Device Of(Session session, Session? current) =>
        new(session.Id, session.Device, Wire.At(session.CreatedAt), Wire.At(session.SeenAt), session.Id == current?.Id);
}

public static class DeviceEndpoints
{
    /// <summary>What who signs out is asked first.</summary>
    public const string LastWay = "access.session.lastWay";

    internal static void Map(IEndpointRouteBuilder app)
    {
        var devices = app.MapGroup("/api/v1/session/devices").WithTags("Session").Access(AccessRule.Member).ProducesProblem(401);
        devices.MapGet("/", List).WithSummary("Where the asking member is signed in");
        devices.MapDelete("/", EndOthers).NotByKey().WithSummary("Signs every device out but the one that asks").ProducesProblem(403);
        devices.MapDelete("/{id:long}", End).NotByKey().WithSummary("Signs one device out; the asking one only with sure=true when nothing else lets the member in again").ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
    }

    static async Task<Ok<Device[]>> List(SignedIn me, Sessions sessions, CancellationToken ct) => TypedResults.Ok(
        (await sessions.Of(me.Viewer.Member, ct))
            .Select(s => Device.Of(s, me.Session)).ToArray());

    static async Task<NoContent> EndOthers(SignedIn me, Sessions sessions, CancellationToken ct)
    {
        await sessions.EndOthers(me.Viewer.Member, me.Session?.Id, ct);
        return TypedResults.NoContent();
    }

    static async Task<Results<NoContent, ProblemHttpResult>> End(long id, SignedIn me, HttpContext context, Sessions sessions, WaysIn ways, CancellationToken ct, bool sure = false)
    {
        if (id == me.Session?.Id && !sure && !await ways.Without(me.Viewer.Member, id, ct))
        {
            return Problems.Of(StatusCodes.Status409Conflict, LastWay);
        }

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
