using Marquee.Access;
using Marquee.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <param name="Season">Null for an episode without a season.</param>
public sealed record EpisodeRatingCard(string Id, string Title, int? Season, int? Episode, int? Year, double? Rating, int? Votes);

/// <param name="Best">The id of the best rated episode; null without votes.</param>
/// <param name="Worst">The id of the worst; null when fewer than two have votes.</param>
public sealed record EpisodeRatingsScreen(IReadOnlyList<EpisodeRatingCard> Items, string? Best, string? Worst);

/// <param name="Episodes">In how many episodes; 0 when it was for the title itself.</param>
public sealed record SharedRoleCard(string Category, IReadOnlyList<string> Characters, int Episodes);

/// <param name="Here">What they did for the first title.</param>
/// <param name="There">What they did for the other.</param>
public sealed record CommonPersonCard(string Id, string Name, IReadOnlyList<SharedRoleCard> Here, IReadOnlyList<SharedRoleCard> There);

/// <param name="Total">Of all in common; more than are listed where there are very many.</param>
public sealed record CommonScreen(TitleCard Other, IReadOnlyList<CommonPersonCard> People, int Total);

/// <summary>The page of a title, its episodes, and what it shares with another.</summary>
public static class TitleEndpoints
{
    public static void MapTitles(this IEndpointRouteBuilder app)
    {
        var titles = app.MapGroup("/api/v1/titles").WithTags("Titles").Access(AccessRule.Member).ProducesProblem(401);
        titles.MapGet("/{id}", One).WithSummary("All that is known of a title, and what the member has of it").ProducesProblem(404);
        titles.MapGet("/{id}/episodes", EpisodesOf).WithSummary("The episodes of a series, in order; of one season when asked").ProducesProblem(404);
        titles.MapGet("/{id}/episodes/ratings", RatingsOf).WithSummary("Every episode of a series with its rating, in one answer").ProducesProblem(404);
        titles.MapGet("/{id}/common/{other}", Common).WithSummary("The people who worked on both titles, with what they did").ProducesProblem(404);
    }

    static async Task<Results<Ok<TitleScreen>, ProblemHttpResult>> One(TitleId id, Viewer viewer, TitleScreens screens, CancellationToken ct) =>
        await screens.Of(viewer, id, ct) is { } found ? TypedResults.Ok(found) : Problems.NotFound(RatingEndpoints.NoSuchTitle);

    static async Task<Results<Ok<IReadOnlyList<TitleCard>>, ProblemHttpResult>> EpisodesOf(
        TitleId id, Viewer viewer, Sight sight, Titles titles, Episodes episodes, TitleCards cards, CancellationToken ct, int? season = null) =>
        await titles.Find(id, ct) is { } series && sight.Shows(series)
            ? TypedResults.Ok(await cards.Of(viewer, await episodes.Of(series.Id, season, ct), ct))
            : Problems.NotFound(RatingEndpoints.NoSuchTitle);

    static async Task<Results<Ok<EpisodeRatingsScreen>, ProblemHttpResult>> RatingsOf(TitleId id, Sight sight, Titles titles, EpisodeRatings ratings, CancellationToken ct)
    {
        if (await titles.Find(id, ct) is not { } series || !sight.Shows(series))
        {
            return Problems.NotFound(RatingEndpoints.NoSuchTitle);
        }

        var list = await ratings.Of(id, sight, ct);
        return TypedResults.Ok(new EpisodeRatingsScreen(
            [.. list.Episodes.Select(e => new EpisodeRatingCard(e.Id.ToString(), e.Title, e.Season, e.Number, e.Year, e.Rating, e.Votes))],
            list.Best?.Id.ToString(), list.Worst?.Id.ToString()));
    }

    static async Task<Results<Ok<CommonScreen>, ProblemHttpResult>> Common(
        TitleId id, TitleId other, Viewer viewer, Sight sight, CommonPeople common, TitleCards cards, CancellationToken ct)
    {
        var shown = await cards.ById(viewer, [id, other], ct);
        if (!shown.ContainsKey(id.ToString()) || !shown.TryGetValue(other.ToString(), out var second))
        {
            return Problems.NotFound(RatingEndpoints.NoSuchTitle);
        }

        var list = await common.Of(id, other, sight, ct);
        return TypedResults.Ok(new CommonScreen(
            second, [.. list.People.Select(p => new CommonPersonCard(p.Person.Id.ToString(), p.Person.Name, Cards(p.Here), Cards(p.There)))], list.Total));
    }

    static List<SharedRoleCard> Cards(IReadOnlyList<SharedRole> roles) => [.. roles.Select(r => new SharedRoleCard(r.Category, r.Characters, r.Episodes))];
}
