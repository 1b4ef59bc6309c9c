using Marquee.Access;
using Marquee.Catalog;
using Marquee.Watching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

public sealed record WatchlistCard : TitleCard
{
    public WatchlistCard(TitleCard card) : base(card)
    {
    }

    /// <summary>Null when a file did not say.</summary>
    public DateTimeOffset? AddedAt { get; init; }

    public string? Note { get; init; }
}

public sealed record WatchlistCards(IReadOnlyList<WatchlistCard> Items, int Total);

public static class WatchlistEndpoints
{
    const int MostItems = 500;

    public static void MapWatchlist(this IEndpointRouteBuilder app)
    {
        var list = app.MapGroup("/api/v1/watchlist").WithTags("Watchlist").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403);
        list.MapGet("/", Page).WithSummary("What the member wants to watch");
        list.MapPut("/{titleId}", Add).WithSummary("Puts a title on the watchlist").ProducesProblem(404);
        list.MapDelete("/{titleId}", Remove).WithSummary("Takes a title off the watchlist");
    }

    static async Task<Results<Ok<WatchlistCards>, ValidationProblem>> Page(
        Viewer viewer, Watchlist watchlist, TitleCards cards, CancellationToken ct, string sort = "added", int skip = 0, int limit = 100)
    {
        if (!Enum.TryParse<WatchlistSort>(sort, ignoreCase: true, out var by) || !Enum.IsDefined(by))
        {
            return Problems.Invalid("sort", "screens.sortRule");
        }

        var page = await watchlist.Page(viewer, by, Math.Max(0, skip), Math.Clamp(limit, 1, MostItems), ct);
        var shown = await cards.ById(viewer, page.Items.Select(i => i.Title), ct);
        return TypedResults.Ok(new WatchlistCards(
            [.. from item in page.Items
                let card = shown.GetValueOrDefault(item.Title.ToString())
                where card is not null
                select new WatchlistCard(card) { AddedAt = item.AddedAt, Note = item.Note }],
            page.Total));
    }

    static async Task<Results<Ok<FactAnswer>, ProblemHttpResult>> Add(TitleId titleId, Viewer viewer, Titles titles, Watchlist watchlist, CancellationToken ct) =>
        await titles.Find(titleId, ct) is not { } found || (found.Adult && !viewer.ShowAdult)
            ? Problems.NotFound(RatingEndpoints.NoSuchTitle)
            : TypedResults.Ok(new FactAnswer(await watchlist.Add(viewer, titleId, ct)));

    static async Task<Ok<FactAnswer>> Remove(TitleId titleId, Viewer viewer, Watchlist watchlist, CancellationToken ct) =>
        TypedResults.Ok(new FactAnswer(await watchlist.Remove(viewer, titleId, ct)));
}
