using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Watching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

/// <summary>Which episodes of a series were watched: all of them, those of a season, or those up to one.</summary>
/// <param name="Season">Left out: of every season.</param>
/// <param name="UpTo">The id of the last episode that is meant; left out: no end.</param>
/// <param name="At">A day (<c>2024-05-01</c>), an instant, or null when nobody knows when.</param>
public sealed record EpisodesRequest(int? Season = null, string? UpTo = null, string? At = null);

/// <param name="Episodes">How many were not noted before.</param>
public sealed record EpisodesAnswer(int Episodes, long? Fact);

/// <summary>The next episode of a series; the series is in <c>series</c>.</summary>
public sealed record NextCard : TitleCard
{
    public NextCard(TitleCard card) : base(card)
    {
    }

    /// <summary>The latest watch of the series; null when nobody knows when.</summary>
    public DateTimeOffset? WatchedAt { get; init; }
}

/// <summary>How far a member is with the series they watch.</summary>
public static class ProgressEndpoints
{
    const int MostItems = 100;

    public static void MapProgress(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").WithTags("Watches").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403);
        api.MapGet("/next-up", Next).WithSummary("The next episode of each series that the member watches, the latest watched series first");
        api.MapPost("/titles/{titleId}/episodes/watches", Add).WithSummary("Notes that episodes were watched: a season, a series, or all up to one").ProducesProblem(404).ProducesProblem(409);
    }

    static async Task<Ok<IReadOnlyList<NextCard>>> Next(Viewer viewer, NextUp next, TitleCards cards, CancellationToken ct, int limit = 20) =>
        TypedResults.Ok(await Cards(viewer, next, cards, Math.Clamp(limit, 1, MostItems), ct));

    /// <summary>Also for the command line.</summary>
    public static async Task<IReadOnlyList<NextCard>> Cards(Viewer viewer, NextUp next, TitleCards cards, int limit, CancellationToken ct) =>
        await cards.Each(viewer, await next.Of(viewer, limit, ct), n => n.Episode, (card, n) => new NextCard(card) { WatchedAt = n.WatchedAt }, ct);

    static async Task<Results<Ok<EpisodesAnswer>, ValidationProblem, ProblemHttpResult>> Add(
        TitleId titleId, EpisodesRequest request, Viewer viewer, Titles titles, TitleCards cards, EpisodeWatches watches, CancellationToken ct)
    {
        if (!WatchEndpoints.Read(request.At, out var at))
        {
            return Problems.Invalid("at", "screens.whenRule");
        }

        TitleId? last = string.IsNullOrEmpty(request.UpTo) ? null : TitleId.TryParse(request.UpTo, null, out var id) ? id : default(TitleId);
        try
        {
            return await titles.Find(titleId, ct) is not { } series || !await cards.Shows(viewer, titleId, ct) ? Problems.NotFound(RatingEndpoints.NoSuchTitle)
                : (last is not { } asked || !await cards.Hides(viewer, asked, ct)) && await watches.Add(viewer, series.Id, new EpisodeSpan(request.Season, last), at, ct) is var (episodes, fact) ? TypedResults.Ok(new EpisodesAnswer(episodes, fact))
                : Problems.NotFound("screens.noEpisode");
        }
        catch (Refusal refusal)
        {
            return Problems.Of(StatusCodes.Status409Conflict, refusal.Text);
        }
    }
}
