using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Ages;
using Marquee.Catalog.Ceilings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <param name="Allowed">False: hidden from the child.</param>
public sealed record CeilingTitleCard(TitleCard Title, bool Allowed);

/// <param name="Visible">How many titles the child sees now, episodes aside.</param>
/// <param name="Titles">Single titles that a host let through or hid, the latest first.</param>
/// <param name="WithoutGenres">Titles of any of these are hidden, whatever their age.</param>
public sealed record CeilingScreen(int Age, CeilingRuleScreen Rule, int Visible, IReadOnlyList<CeilingTitleCard> Titles, IReadOnlyList<string> WithoutGenres);

public sealed record CeilingCount(int Visible);

/// <param name="Allowed">Null leaves the title to its age rating and the rule.</param>
public sealed record CeilingTitleRequest(bool? Allowed);

/// <param name="Age">Years; null takes the rating away.</param>
public sealed record AgeRequest(int? Age);

/// <param name="Before">The age that a host had given the title, to put it back.</param>
public sealed record AgeAnswer(int? Age, int? Before);

/// <param name="Age">Of the child's ceiling.</param>
/// <param name="Allowed">What a host said of this title for this child; null when nothing.</param>
/// <param name="Sees">Whether the child sees the title now.</param>
public sealed record AudienceChild(long Id, string Name, int Age, bool? Allowed, bool Sees);

/// <param name="Age">From what age the title is, as a host said; null when none has.</param>
/// <param name="Source">What a source says of it, which counts while no host has said anything; null when none does.</param>
public sealed record AudienceScreen(int? Age, SourceAge? Source, IReadOnlyList<AudienceChild> Children);

/// <summary>What children may see. For hosts.</summary>
public static class CeilingEndpoints
{
    public static void MapCeilings(this IEndpointRouteBuilder app)
    {
        var children = app.MapGroup("/api/v1/members/{id:long}/ceiling").WithTags("Members").Access(AccessRule.Host).ByKey(KeyScope.Household)
            .ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        children.MapGet("/", Show).WithSummary("How far a child sees, and which single titles a host let through or hid");
        children.MapPut("/", Set).WithSummary("Gives a child another ceiling");
        children.MapPost("/count", Count).WithSummary("How many titles the child would see under another ceiling; changes nothing");
        children.MapPut("/titles/{titleId}", SetTitle).WithSummary("Lets a child see a title that nobody has rated by age, hides one from it, or leaves it to the rule");
        var titles = app.MapGroup("/api/v1/titles").WithTags("Titles").Access(AccessRule.Host).ByKey(KeyScope.Household).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        titles.MapGet("/{titleId}/audience", Audience).WithSummary("From what age a title is, and which children see it");
        titles.MapPut("/{titleId}/age", SetAge).WithSummary("Says for the house from what age a title is; episodes follow their series");
    }

    static async Task<Results<Ok<CeilingScreen>, ProblemHttpResult>> Show(long id, Viewer viewer, CeilingScreens screens, CancellationToken ct)
    {
        var (child, problem) = await screens.Child(id, ct);
        return child is null ? problem! : TypedResults.Ok(await screens.Of(viewer, child, ct));
    }

    static async Task<Results<Ok<CeilingScreen>, ValidationProblem, ProblemHttpResult>> Set(
        long id, CeilingRequest request, Viewer viewer, CeilingScreens screens, ChildCeilings ceilings, CancellationToken ct)
    {
        var (child, problem) = await screens.Child(id, ct);
        if (child is null)
        {
            return problem!;
        }

        if (request.Read(out var field, out var ceiling) is { } wrong)
        {
            return Problems.Invalid(field, wrong);
        }

        await ceilings.Set(viewer, id, ceiling, ct);
        return TypedResults.Ok(await screens.Of(viewer, child, ct));
    }

    static async Task<Results<Ok<CeilingCount>, ValidationProblem, ProblemHttpResult>> Count(
        long id, CeilingRequest request, CeilingScreens screens, Sights sights, CancellationToken ct)
    {
        if (await screens.Child(id, ct) is (null, var problem))
        {
            return problem!;
        }

        return request.Read(out var field, out var ceiling) is { } wrong
            ? Problems.Invalid(field, wrong)
            : TypedResults.Ok(new CeilingCount((await sights.Under(ceiling, id, ct)).Only!.Count));
    }

    static async Task<Results<Ok<AudienceScreen>, ProblemHttpResult>> SetTitle(
        long id, TitleId titleId, CeilingTitleRequest request, Viewer viewer, CeilingScreens screens, ChildCeilings ceilings, TitleCards cards, CancellationToken ct)
    {
        if (await screens.Child(id, ct) is (null, var problem))
        {
            return problem!;
        }

        // What a host does not see (an adult title, say) is not for a child either.
        if (!await cards.Shows(viewer, titleId, ct))
        {
            return Problems.NotFound(RatingEndpoints.NoSuchTitle);
        }

        await ceilings.SetTitle(viewer, id, titleId, request.Allowed, ct);
        return TypedResults.Ok(await screens.Audience(titleId, ct));
    }

    static async Task<Results<Ok<AudienceScreen>, ProblemHttpResult>> Audience(TitleId titleId, Viewer viewer, CeilingScreens screens, TitleCards cards, CancellationToken ct) =>
        await cards.Shows(viewer, titleId, ct) ? TypedResults.Ok(await screens.Audience(titleId, ct)) : Problems.NotFound(RatingEndpoints.NoSuchTitle);

    static async Task<Results<Ok<AgeAnswer>, ValidationProblem, ProblemHttpResult>> SetAge(
        TitleId titleId, AgeRequest request, Viewer viewer, ChildCeilings ceilings, TitleCards cards, CancellationToken ct) =>
        request.Age is < 0 or > Ceiling.HighestAge ? Problems.Invalid("age", "screens.ageRule", ("highest", Ceiling.HighestAge))
        : !await cards.Shows(viewer, titleId, ct) ? Problems.NotFound(RatingEndpoints.NoSuchTitle)
        : TypedResults.Ok(new AgeAnswer(request.Age, await ceilings.SetAge(viewer, titleId, request.Age, ct)));
}
