using Marquee.Access;
using Marquee.Integrations.Servarr;
using Marquee.Storage;
using Marquee.Storage.Secrets;
using Marquee.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Acquisition.Servers;

/// <summary>A server as hosts see it; its key is never told.</summary>
/// <param name="Works">Null when it has not been asked since it was entered.</param>
/// <param name="State">That and why, in a sentence.</param>
/// <param name="Hook">Where its webhooks go: the address behind this server's own.</param>
/// <param name="HookSetAt">Since when they have a secret; null: none are let in.</param>
/// <param name="HeardAt">The last that came.</param>
public sealed record ConnectionScreen(
    long Id, ServarrProgram Kind, string Name, string Address, bool OnThisMachine, string ApiVersion, int? QualityProfile, string? RootFolder, string? Tag, bool IsDefault,
    DateTimeOffset AddedAt, DateTimeOffset? CheckedAt, DateTimeOffset? GoodAt, bool? Works, Text State,
    string Hook, DateTimeOffset? HookSetAt, DateTimeOffset? HeardAt)
{
    public static ConnectionScreen Of(Connection c) => new(
        c.Id, c.Kind, c.Name, c.Address, c.OnThisMachine, c.ApiVersion, c.QualityProfile, c.RootFolder, c.Tag, c.IsDefault,
        DateTimeOffset.FromUnixTimeSeconds(c.AddedAt), At(c.CheckedAt), At(c.GoodAt), c.CheckedAt is null ? null : c.Trouble is null, Said(c),
        Webhooks.Hooks.Path(c), At(c.HookSetAt), At(c.HeardAt));

    static DateTimeOffset? At(long? seconds) => seconds is { } s ? DateTimeOffset.FromUnixTimeSeconds(s) : null;

    static Text Said(Connection c) => c switch
    {
        { CheckedAt: null } => new Text("servers.state.unasked"),
        { Trouble: { } why, GoodAt: { } good } => new Text("servers.state.failing", ("why", why), ("at", good)),
        { Trouble: { } why } => why,
        { CheckedAt: { } at } => new Text("servers.state.good", ("at", at)),
    };
}

/// <param name="Kind">What the server is; a change leaves it.</param>
/// <param name="ApiKey">Needed for a new server and for another host; else null keeps the one that is stored.</param>
public sealed record ConnectionRequest(
    ServarrProgram Kind, string? Name, string? Address, SecretText? ApiKey, bool OnThisMachine = false, int? QualityProfile = null, string? RootFolder = null, string? Tag = null, bool IsDefault = false)
{
    public ConnectionDraft Draft => new()
    {
        Kind = Kind,
        Name = Name,
        Address = Address ?? "",
        OnThisMachine = OnThisMachine,
        QualityProfile = QualityProfile,
        RootFolder = string.IsNullOrWhiteSpace(RootFolder) ? null : RootFolder,
        Tag = Tag,
        IsDefault = IsDefault,
    };
}

/// <summary>For hosts: the servers of the house.</summary>
public static class ConnectionEndpoints
{
    public static void MapConnections(this IEndpointRouteBuilder app)
    {
        var all = app.MapGroup("/api/v1/connections").WithTags("Connections").Access(AccessRule.Host).ProducesProblem(401).ProducesProblem(403);
        all.MapGet("/", All).WithSummary("The servers that get films and series, and how they are");
        all.MapPost("/", Add).NotByKey().WithSummary("Stores a server and asks it at once; its key is never told again").ProducesProblem(409);
        all.MapPost("/test", TestDraft).NotByKey().WithSummary("Asks a server that is not stored whether it works, and what one can choose there");
        all.MapPut("/{id:long}", Change).NotByKey().WithSummary("Changes a server and asks it at once; another host needs the key again").ProducesProblem(409);
        all.MapDelete("/{id:long}", Remove).NotByKey().WithSummary("Forgets a server and its key; the server itself is left as it is");
        all.MapPost("/{id:long}/test", Test).WithSummary("Asks a server whether it works, and what one can choose there").ProducesProblem(409);
    }

    static async Task<Ok<IReadOnlyList<ConnectionScreen>>> All(Connections connections, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<ConnectionScreen>>([.. (await connections.All(ct)).Select(ConnectionScreen.Of)]);

    static async Task<Results<Created<ConnectionScreen>, ValidationProblem>> Add(ConnectionRequest request, Connections connections, ConnectionCheck check, CancellationToken ct)
    {
        if (request.ApiKey is not { } key)
        {
            return Problems.Invalid("apiKey", "servers.key", ("program", request.Kind.ToString()));
        }

        try
        {
            var added = await connections.Add(request.Draft, key, ct);
            await check.Test(added, ct);
            return TypedResults.Created($"/api/v1/connections/{added.Id}", ConnectionScreen.Of((await connections.Find(added.Id, ct))!));
        }
        catch (Refusal refusal) when (Field(refusal) is { } field)
        {
            return Problems.Invalid(field, refusal.Text);
        }
    }

    static async Task<Results<Ok<ConnectionTest>, ValidationProblem>> TestDraft(ConnectionRequest request, ConnectionCheck check, CancellationToken ct) =>
        request.ApiKey is { } key
            ? TypedResults.Ok(await check.Test(request.Draft, key, ct))
            : Problems.Invalid("apiKey", "servers.key", ("program", request.Kind.ToString()));

    static async Task<Results<Ok<ConnectionScreen>, ValidationProblem, ProblemHttpResult>> Change(
        long id, ConnectionRequest request, Connections connections, ConnectionCheck check, CancellationToken ct)
    {
        try
        {
            if (await connections.Change(id, request.Draft, request.ApiKey, ct) is not { } changed)
            {
                return Problems.NotFound("servers.none");
            }

            await check.Test(changed, ct);
            return TypedResults.Ok(ConnectionScreen.Of((await connections.Find(id, ct))!));
        }
        catch (Refusal refusal) when (Field(refusal) is { } field)
        {
            return Problems.Invalid(field, refusal.Text);
        }
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Remove(long id, Connections connections, CancellationToken ct) =>
        await connections.Remove(id, ct) ? TypedResults.NoContent() : Problems.NotFound("servers.none");

    static async Task<Results<Ok<ConnectionTest>, ProblemHttpResult>> Test(long id, Connections connections, ConnectionCheck check, CancellationToken ct) =>
        await connections.Find(id, ct) is { } found ? TypedResults.Ok(await check.Test(found, ct)) : Problems.NotFound("servers.none");

    /// <summary>Which field of the form a refusal is about; null when about none.</summary>
    static string? Field(Refusal refusal) => refusal.Text.Code switch
    {
        "servers.address" => "address",
        "servers.key" or "servers.keyAgain" => "apiKey",
        "servers.name" => "name",
        "servers.tag" => "tag",
        _ => null,
    };
}
