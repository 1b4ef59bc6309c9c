using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Access;

public sealed record KeyView(long Id, string Name, IReadOnlyList<KeyScope> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt)
{
    public static KeyView Of(ApiKey key) => new(key.Id, key.Name, key.Scopes, Wire.At(key.CreatedAt), Wire.At(key.ExpiresAt), Wire.At(key.UsedAt));
}

/// <param name="Scopes">At least one; those for hosts only of a host.</param>
/// <param name="Days">How long the key works; absent: until it is deleted.</param>
public sealed record KeyRequest(string? Name, IReadOnlyList<KeyScope>? Scopes, int? Days);

/// <param name="Key">The key itself, shown this once.</param>
public sealed record NewKey(long Id, string Name, IReadOnlyList<KeyScope> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, string Key);

static class KeyEndpoints
{
    const int LongestName = 60;

    const int MostDays = 3650;

    public static void Map(IEndpointRouteBuilder app)
    {
        var keys = app.MapGroup("/api/v1/keys").WithTags("Keys").Access(AccessRule.Member).ProducesProblem(401);
        keys.MapGet("/", List).WithSummary("The asking member's API keys");
        keys.MapPost("/", Make).NotByKey().WithSummary("Makes an API key that is shown once").ProducesProblem(403);
        keys.MapDelete("/{id:long}", Delete).NotByKey().WithSummary("Deletes an API key").ProducesProblem(403).ProducesProblem(404);
    }

    static async Task<Ok<KeyView[]>> List(Viewer me, ApiKeys keys, CancellationToken ct) => TypedResults.Ok(
        (await keys.Of(me.Member, ct)).Select(KeyView.Of).ToArray());

    static async Task<Results<Created<NewKey>, ValidationProblem>> Make(KeyRequest request, Viewer me, ApiKeys keys, CancellationToken ct)
    {
        var name = request.Name?.Trim() ?? "";
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
        {
            return Problems.Invalid("name", "access.key.nameRule", ("longest", LongestName));
        }

        if (request.Scopes is not { Count: > 0 } || !request.Scopes.All(Enum.IsDefined))
        {
            return Problems.Invalid("scopes", "access.key.scopesRule", ("scopes", string.Join(", ", KeyScopes.All.Select(KeyScopes.Word))));
        }

        if (me.Role != Role.Host && request.Scopes.Any(KeyScopes.IsForHosts))
        {
            return Problems.Invalid("scopes", "access.key.hostsScope");
        }

        if (request.Days is < 1 or > MostDays)
        {
            return Problems.Invalid("days", "access.key.daysRule", ("most", MostDays));
        }

        var (row, key) = await keys.Make(me.Member, name, request.Scopes, request.Days is { } days ? TimeSpan.FromDays(days) : null, ct);
        return TypedResults.Created($"/api/v1/keys/{row.Id}", new NewKey(row.Id, row.Name, row.Scopes, Wire.At(row.CreatedAt), Wire.At(row.ExpiresAt), key));
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Delete(long id, Viewer me, ApiKeys keys, CancellationToken ct) =>
        await keys.Delete(me.Member, id, ct) ? TypedResults.NoContent() : Problems.NotFound("access.key.unknown");
}
