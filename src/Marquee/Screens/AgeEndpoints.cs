using Marquee.Access;
using Marquee.Catalog.Ages;
using Marquee.Integrations.Tmdb;
using Marquee.Jobs;
using Marquee.Storage.Secrets;
using Marquee.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <param name="KeySince">When the key was stored; null: none is, and nothing is asked.</param>
/// <param name="Country">Whose certificates decide; null: the strictest that is known.</param>
/// <param name="Countries">Among which one can be chosen.</param>
/// <param name="Titles">With an age from TMDB.</param>
/// <param name="Asked">All that TMDB was asked about.</param>
/// <param name="Failed">Those of them whose last answer could not be used.</param>
/// <param name="Next">The next round; null while no key is stored. May lie in the past: then it comes within minutes.</param>
/// <param name="GoodAt">The end of the last round that went well.</param>
/// <param name="Failure">Why the last round failed; null when it did not.</param>
/// <param name="State">All of that in a sentence.</param>
/// <param name="About">What the connection is for.</param>
/// <param name="Attribution">To be shown, in TMDB's words.</param>
public sealed record AgeSourceScreen(
    DateTimeOffset? KeySince, string? Country, IReadOnlyList<string> Countries, int Titles, int Asked, int Failed, DateTimeOffset? Next,
    DateTimeOffset? GoodAt, DateTimeOffset? FailingSince, Text? Failure, Text State, Text About, string Attribution)
{
    public static AgeSourceScreen Of(AgeSourceState state) => new(
        state.KeySince, state.Country, Certificates.Countries, state.Counts.Titles, state.Counts.Asked, state.Counts.Failed, state.Next,
        state.Round.GoodAt, state.Round.FailingSince, state.Failure, Said(state), new Text("ages.about"), AgeSource.Attribution);

    static Text Said(AgeSourceState state) => state switch
    {
        { KeySince: null, Counts.Titles: 0 } => new Text("ages.state.off"),
        { KeySince: null } => new Text("ages.state.kept", ("count", state.Counts.Titles)),
        { Failure: { } why, Round.FailingSince: { } since } => new Text("ages.state.failing", ("since", since.ToUnixTimeSeconds()), ("why", why), ("count", state.Counts.Titles)),
        { Round.GoodAt: { } at } => new Text("ages.state.good", ("at", at.ToUnixTimeSeconds()), ("count", state.Counts.Titles), ("asked", state.Counts.Asked)),
        _ => new Text("ages.state.begins"),
    };
}

/// <param name="Key">TMDB's read access token or API key.</param>
/// <param name="Country">Chosen when the house has none yet; null leaves it.</param>
public sealed record AgeKeyRequest(SecretText? Key, string? Country = null);

/// <param name="Country">ISO 3166-1; null lets the strictest certificate decide.</param>
public sealed record AgeCountryRequest(string? Country);

/// <param name="Problem">Why the key does not work now; null when it does.</param>
public sealed record AgeTest(Text? Problem);

/// <summary>For hosts: the connection to TMDB, which says from what age titles are.</summary>
public static class AgeEndpoints
{
    public static void MapAges(this IEndpointRouteBuilder app)
    {
        var ages = app.MapGroup("/api/v1/house/ages").WithTags("House").Access(AccessRule.Host).ProducesProblem(401).ProducesProblem(403);
        ages.MapGet("/", Show).WithSummary("How it goes with the age ratings of TMDB");
        ages.MapPut("/key", SetKey).NotByKey().WithSummary("Stores the key for TMDB, which nobody gets to read again").ProducesProblem(409);
        ages.MapDelete("/key", RemoveKey).NotByKey().WithSummary("Asks TMDB nothing any more; ages that are known stay for up to six months");
        ages.MapPost("/test", Test).WithSummary("Asks TMDB whether the stored key works").ProducesProblem(409);
        ages.MapPut("/country", SetCountry).WithSummary("By which country's certificates children are kept from titles");
        ages.MapPost("/refresh", Refresh).WithSummary("Asks TMDB about the titles that are due, as a job").ProducesProblem(409);
    }

    static async Task<Ok<AgeSourceScreen>> Show(AgeSource source, CancellationToken ct) => TypedResults.Ok(await Screen(source, ct));

    static async Task<Results<Ok<AgeSourceScreen>, ValidationProblem>> SetKey(AgeKeyRequest request, AgeSource source, CancellationToken ct)
    {
        if (request.Key is not { } key || TmdbKey.Parse(key.Reveal()) is null)
        {
            return Problems.Invalid("key", "ages.keyForm");
        }

        if (request.Country is { } wrong && !Certificates.Countries.Contains(wrong))
        {
            return Problems.Invalid("country", "ages.country", ("country", wrong));
        }

        await source.SetKey(key, ct);
        if (request.Country is { } country && (await source.Find(ct)).Country is null)
        {
            await source.SetCountry(country, ct);
        }

        return TypedResults.Ok(await Screen(source, ct));
    }

    static async Task<Ok<AgeSourceScreen>> RemoveKey(AgeSource source, CancellationToken ct)
    {
        await source.RemoveKey(ct);
        return TypedResults.Ok(await Screen(source, ct));
    }

    static async Task<Ok<AgeTest>> Test(AgeSource source, CancellationToken ct) => TypedResults.Ok(new AgeTest(await source.Test(ct)));

    static async Task<Results<Ok<AgeSourceScreen>, ValidationProblem>> SetCountry(AgeCountryRequest request, AgeSource source, CancellationToken ct)
    {
        if (request.Country is { } wrong && !Certificates.Countries.Contains(wrong))
        {
            return Problems.Invalid("country", "ages.country", ("country", wrong));
        }

        await source.SetCountry(request.Country, ct);
        return TypedResults.Ok(await Screen(source, ct));
    }

    static async Task<Results<Accepted<JobStarted>, ProblemHttpResult>> Refresh(Viewer viewer, AgeSource source, JobRuns jobs, CancellationToken ct)
    {
        if ((await source.Find(ct)).KeySince is null)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "ages.noKey");
        }

        var job = await jobs.Start(AgeRound.Name, new NoArguments(), viewer.Member, ct);
        return TypedResults.Accepted($"/api/v1/jobs/{job}", new JobStarted(job));
    }

    static async Task<AgeSourceScreen> Screen(AgeSource source, CancellationToken ct) => AgeSourceScreen.Of(await source.Find(ct));
}
