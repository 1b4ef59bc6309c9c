using Marquee.Access;
using Marquee.Catalog;
using Marquee.Watching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <param name="Rating">1 to 10.</param>
public sealed record RatingRequest(int? Rating);

/// <param name="Title">The id of the title that it is about: tt0111161.</param>
public sealed record MoveRequest(string? Title);

/// <summary>What a change left behind.</summary>
/// <param name="Fact">The journal's fact, to take it back with; null when there was nothing to change.</param>
/// <param name="Job">The run that carries the change out, when it takes longer; null when it is done.</param>
public sealed record FactAnswer(long? Fact, long? Job = null);

public static class RatingEndpoints
{
    internal const string NoSuchTitle = "screens.noTitle";

    public static void MapRatings(this IEndpointRouteBuilder app)
    {
        var ratings = app.MapGroup("/api/v1/ratings").WithTags("Ratings").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403);
        ratings.MapPut("/{titleId}", Set).WithSummary("Rates a title from 1 to 10").ProducesProblem(404);
        ratings.MapDelete("/{titleId}", Remove).WithSummary("Takes the rating of a title away");
        ratings.MapPost("/{titleId}/move", Move).WithSummary("Says that a rating is about another title, and remembers it").ProducesProblem(404);
    }

    static async Task<Results<Ok<FactAnswer>, ValidationProblem, ProblemHttpResult>> Move(
        TitleId titleId, MoveRequest request, Viewer viewer, TitleCards cards, Corrections corrections, CancellationToken ct) =>
        !TitleId.TryParse(request.Title, null, out var to) ? Problems.Invalid("title", "screens.mergeInto")
        : !await cards.Shows(viewer, to, ct) ? Problems.NotFound(NoSuchTitle)
        : await cards.Hides(viewer, titleId, ct) ? Problems.NotFound("screens.noRating")
        : await corrections.MoveRating(viewer, titleId, to, ct) is { } changed ? TypedResults.Ok(new FactAnswer(changed.Fact))
        : Problems.NotFound("screens.noRating");

    static async Task<Results<Ok<FactAnswer>, ValidationProblem, ProblemHttpResult>> Set(
        TitleId titleId, RatingRequest request, Viewer viewer, TitleCards cards, Ratings ratings, CancellationToken ct) =>
        request.Rating is not { } rating || rating is < Ratings.Least or > Ratings.Most ? Problems.Invalid("rating", "screens.ratingRule")
        : !await cards.Shows(viewer, titleId, ct) ? Problems.NotFound(NoSuchTitle)
        : TypedResults.Ok(new FactAnswer(await ratings.Set(viewer, titleId, rating, ct)));

    static async Task<Ok<FactAnswer>> Remove(TitleId titleId, Viewer viewer, TitleCards cards, Ratings ratings, CancellationToken ct) =>
        TypedResults.Ok(new FactAnswer(await cards.Hides(viewer, titleId, ct) ? null : await ratings.Remove(viewer, titleId, ct)));
}
