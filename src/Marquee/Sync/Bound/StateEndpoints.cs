using System.Text.Json;
using Marquee.Access;
using Marquee.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Sync.Bound;

/// <param name="Name">At /sync/.</param>
/// <param name="Documents">Those that are there.</param>
/// <param name="Deleted">Those that devices are told are gone.</param>
/// <param name="Sequence">Of the last change.</param>
public sealed record DatabaseState(string Name, long Documents, long Deleted, string Sequence);

/// <param name="SeenAt">Right to about five minutes.</param>
public sealed record DeviceState(long Id, string Name, DateTimeOffset SeenAt);

/// <summary>What a member's devices have to do with the house.</summary>
public sealed record SyncState(IReadOnlyList<DatabaseState> Databases, IReadOnlyList<DeviceState> Devices, int Conflicts);

/// <param name="Title">Of a title's document.</param>
/// <param name="Name">Of the title.</param>
/// <param name="Field">rating, watchlist, note, list, deleted.</param>
/// <param name="Kept">What is there now.</param>
/// <param name="Lost">What was said on the other side; null: that it be gone.</param>
/// <param name="Device">Whose word came later to the house.</param>
public sealed record ConflictState(long Id, string Document, string? Title, string? Name, string Field, JsonElement Kept, JsonElement Lost, string? Device, DateTimeOffset At);

public sealed record ConflictStates(IReadOnlyList<ConflictState> Items);

/// <summary>How far a member's devices are, and what they lost.</summary>
public static class StateEndpoints
{
    public static void MapSyncState(this IEndpointRouteBuilder app)
    {
        var sync = app.MapGroup("/api/v1/sync").WithTags("Sync").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403);
        sync.MapGet("/state", State).WithSummary("The member's databases, and the devices that keep copies of them");
        sync.MapGet("/conflicts", List).WithSummary("What was said on two devices and could not both stay, the latest first");
        sync.MapPost("/conflicts/{id:long}/take", Take).WithSummary("Takes what was lost instead of what was kept").ProducesProblem(404).ProducesProblem(409);
        sync.MapDelete("/conflicts/{id:long}", Dismiss).WithSummary("Leaves it as it is").ProducesProblem(404);
    }

    static async Task<Ok<SyncState>> State(Viewer me, MemberDatabases databases, HouseholdDatabase household, Devices devices, Conflicts conflicts, CancellationToken ct)
    {
        var there = new[] { await databases.Find(me.Member, ct), await household.Find(ct) }.OfType<SyncDatabase>().Select(d => new DatabaseState(d.Name, d.Live, d.Gone, d.Sequence(d.LastSeq)));
        var came = (await devices.Of(me.Member, ct)).Select(d => new DeviceState(d.Id, d.Name, DateTimeOffset.FromUnixTimeSeconds(d.SeenAt)));
        return TypedResults.Ok(new SyncState([.. there], [.. came], (await conflicts.Of(me.Member, ct)).Count));
    }

    static async Task<Ok<ConflictStates>> List(Viewer me, Sight sight, Conflicts conflicts, Titles titles, CancellationToken ct)
    {
        var all = await conflicts.Of(me.Member, ct);
        var names = await titles.Find([.. all.Select(Title).OfType<TitleId>().Distinct()], ct);
        return TypedResults.Ok(new ConflictStates([.. all.Where(c => Shows(sight, c)).Select(c => Of(c, Title(c) is { } title ? names.GetValueOrDefault(title) : null))]));
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Take(Viewer me, Sight sight, long id, Conflicts conflicts, LostWords lost, CancellationToken ct) =>
        await conflicts.Find(me.Member, id, ct) is not { } conflict || !Shows(sight, conflict) ? Problems.NotFound("phones.noConflict")
        : await lost.Take(me, conflict, ct) ? TypedResults.NoContent()
        : Problems.Of(StatusCodes.Status409Conflict, "phones.conflictOver");

    static async Task<Results<NoContent, ProblemHttpResult>> Dismiss(Viewer me, long id, Conflicts conflicts, CancellationToken ct) =>
        await conflicts.Dismiss(me.Member, id, ct) ? TypedResults.NoContent() : Problems.NotFound("phones.noConflict");

    static bool Shows(Sight sight, Conflict conflict) => Title(conflict) is not { } title || sight.Only?.Has(title) != false;

    static TitleId? Title(Conflict conflict) => conflict.Document.StartsWith(Composing.TitlePrefix, StringComparison.Ordinal) && TitleId.TryParse(conflict.Document[Composing.TitlePrefix.Length..], null, out var id) ? id : null;

    static ConflictState Of(Conflict conflict, TitleFacts? facts) => new(
        conflict.Id, conflict.Document, Title(conflict)?.ToString(), facts?.Title, conflict.Field, Json(conflict.Kept), Json(conflict.Lost), conflict.Device, DateTimeOffset.FromUnixTimeSeconds(conflict.At));

    static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
