using Marquee.Access;
using Marquee.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <summary>The page of a title and its episodes.</summary>
public static class TitleEndpoints
{
    public static void MapTitles(this IEndpointRouteBuilder app)
    {
        var titles = app.MapGroup("/api/v1/titles").WithTags("Titles").Access(AccessRule.Member).ProducesProblem(401);
        titles.MapGet("/{id}", One).WithSummary("All that is known of a title, and what the member has of it").ProducesProblem(404);
        titles.MapGet("/{id}/episodes", EpisodesOf).WithSummary("The episodes of a series, in order; of one season when asked").ProducesProblem(404);
    }

    static async Task<Results<Ok<TitleScreen>, ProblemHttpResult>> One(TitleId id, Viewer viewer, TitleScreens screens, CancellationToken ct) =>
        await screens.Of(viewer, id, ct) is { } found ? TypedResults.Ok(found) : Problems.NotFound(RatingEndpoints.NoSuchTitle);

    static async Task<Results<Ok<IReadOnlyList<TitleCard>>, ProblemHttpResult>> EpisodesOf(
        TitleId id, Viewer viewer, Titles titles, Episodes episodes, TitleCards cards, CancellationToken ct, int? season = null) =>
        await titles.Find(id, ct) is { } series && (viewer.ShowAdult || !series.Adult)
            ? TypedResults.Ok(await cards.Of(viewer, await episodes.Of(series.Id, season, ct), ct))
            : Problems.NotFound(RatingEndpoints.NoSuchTitle);
}
