using Marquee.Access;
using Marquee.Storage.Secrets;
using Marquee.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <param name="KeyFile">Where the server looks for the keys.</param>
/// <param name="Problem">Why secrets cannot be read now, and what to do; null when they can.</param>
/// <param name="Secrets">What is set, never what it is.</param>
public sealed record SecretsScreen(string KeyFile, Text? Problem, IReadOnlyList<SecretState> Secrets);

/// <param name="Sealed">How many secrets were sealed with the new key.</param>
public sealed record SecretsRotated(int Sealed);

/// <param name="Forgotten">The names of the secrets that have to be entered again.</param>
public sealed record SecretsForgotten(IReadOnlyList<string> Forgotten);

/// <summary>What hosts see and do about stored secrets; each is entered where its connection is.</summary>
public static class SecretEndpoints
{
    public static void MapSecrets(this IEndpointRouteBuilder app)
    {
        var secrets = app.MapGroup("/api/v1/house/secrets").WithTags("House").Access(AccessRule.Host).ProducesProblem(401).ProducesProblem(403);
        secrets.MapGet("/", All).WithSummary("Which secrets are set, since when, and whether they can be read");
        secrets.MapPost("/rotation", Rotate).NotByKey().WithSummary("Makes a new key and seals every secret with it").ProducesProblem(409);
        secrets.MapPost("/reset", BeginAnew).NotByKey().WithSummary("When the key is lost: forgets the secrets that cannot be read, and makes a new key").ProducesProblem(409);
    }

    static async Task<Ok<SecretsScreen>> All(SecretVault vault, HouseKey key, KeyFile file, CancellationToken ct) =>
        TypedResults.Ok(new SecretsScreen(file.Path, await key.Problem(ct), await vault.All(ct)));

    static async Task<Ok<SecretsRotated>> Rotate(SecretVault vault, CancellationToken ct) => TypedResults.Ok(new SecretsRotated(await vault.Rotate(ct)));

    static async Task<Ok<SecretsForgotten>> BeginAnew(SecretVault vault, CancellationToken ct) => TypedResults.Ok(new SecretsForgotten(await vault.BeginAnew(ct)));
}
