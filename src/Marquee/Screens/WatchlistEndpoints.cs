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

    /// <summary>1 is the most urgent, 3 the least; null without one.</summary>
    public int? Priority { get; init; }
}

/// <summary>What is said beside an entry; what is left out stays as it is.</summary>
/// <param name="Note">At most 1,000 characters; empty removes it.</param>
/// <param name="Priority">1 is the most urgent, 3 the least; 0 removes it.</param>
public sealed record WatchlistWords(string? Note = null, int? Priority = null);

/// <param name="Total">Of all pages; only on the first, null on those that follow.</param>
/// <param name="Next">To be given as <c>after</c> for the next page; null on the last.</param>
public sealed record WatchlistCards(IReadOnlyList<WatchlistCard> Items, int? Total, string? Next);

/// <param name="Places">What to give as <c>after</c> for the second, third, fourth page of the asked length.</param>
public sealed record WatchlistPlacesScreen(int Total, IReadOnlyList<string> Places);

/// <summary>What part of the watchlist is asked for, as it stands in an address.</summary>
public sealed record WatchlistFilter
{
    public string? Sort { get; init; }

    /// <summary>IMDb's words; titles of any of them.</summary>
    public string[]? Kind { get; init; }

    /// <summary>IMDb's words; titles that have all of them.</summary>
    public string[]? Genre { get; init; }

    /// <summary>Part of a title.</summary>
    public string? Q { get; init; }

    public bool? Unseen { get; init; }
}

public static class WatchlistEndpoints
{
    const int MostItems = 500;
    const int LongestText = 100;

    public static void MapWatchlist(this IEndpointRouteBuilder app)
    {
        var list = app.MapGroup("/api/v1/watchlist").WithTags("Watchlist").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403);
        list.MapGet("/", Page).WithSummary("What the member wants to watch, in portions that follow each other by key");
        list.MapGet("/places", Places).WithSummary("Where the portions of a watchlist begin, for a reader who jumps into the middle");
        list.MapPut("/{titleId}", Add).WithSummary("Puts a title on the watchlist").ProducesProblem(404);
        list.MapPut("/{titleId}/entry", Put).WithSummary("Puts a title on the watchlist with a note and a priority, or changes these").ProducesProblem(404);
        list.MapDelete("/{titleId}", Remove).WithSummary("Takes a title off the watchlist");
    }

    static async Task<Results<Ok<WatchlistCards>, ValidationProblem>> Page(
        Viewer viewer, WatchlistPages pages, TitleCards cards, [AsParameters] WatchlistFilter filter, CancellationToken ct, string? after = null, int limit = 100)
    {
        var (query, wrong) = Read(filter);
        if (query is null)
        {
            return wrong!;
        }

        var from = string.IsNullOrEmpty(after) ? null : WatchlistCursor.Parse(after, query.Sort);
        if (from is null && !string.IsNullOrEmpty(after))
        {
            return Problems.Invalid("after", "screens.placeRule");
        }

        var page = await pages.Page(viewer, query, from, Math.Clamp(limit, 1, MostItems), ct);
        int? total = from is not null ? null : page.Next is null ? page.Items.Count : await pages.Total(viewer, query, ct);
        return TypedResults.Ok(new WatchlistCards(
            await cards.Each(viewer, page.Items, i => i.Title, (card, i) => new WatchlistCard(card) { AddedAt = i.AddedAt, Note = i.Note, Priority = i.Priority }, ct),
            total, page.Next?.ToString()));
    }

    static async Task<Results<Ok<WatchlistPlacesScreen>, ValidationProblem>> Places(
        Viewer viewer, WatchlistPages pages, [AsParameters] WatchlistFilter filter, CancellationToken ct, int every = 100)
    {
        var (query, wrong) = Read(filter);
        if (query is null)
        {
            return wrong!;
        }

        var places = await pages.Places(viewer, query, Math.Clamp(every, 1, MostItems), ct);
        return TypedResults.Ok(new WatchlistPlacesScreen(places.Total, [.. places.Places.Select(p => p.ToString())]));
    }

    static (WatchlistQuery? Query, ValidationProblem? Wrong) Read(WatchlistFilter filter)
    {
        var sort = WatchlistSort.Added;
        if (!string.IsNullOrEmpty(filter.Sort) && !(Enum.TryParse(filter.Sort, ignoreCase: true, out sort) && Enum.IsDefined(sort)))
        {
            return (null, Problems.Invalid("sort", "screens.sortRule"));
        }

        var genres = (filter.Genre ?? []).Where(g => g.Length > 0).ToList();
        if (genres.Find(g => Genres.Named(g) is null) is { } unknown)
        {
            return (null, Problems.Invalid("genre", "catalog.noGenre", ("genre", unknown)));
        }

        if (filter.Q?.Length > LongestText)
        {
            return (null, Problems.Invalid("q", "screens.partTooLong", ("longest", LongestText)));
        }

        return SearchEndpoints.Kinds(filter.Kind) is not { } kinds
            ? (null, Problems.Invalid("kind", "screens.kindsRule"))
            : (new WatchlistQuery
            {
                Sort = sort,
                Kinds = kinds,
                Genres = Genres.Of(genres),
                Text = string.IsNullOrWhiteSpace(filter.Q) ? null : filter.Q.Trim(),
                Unseen = filter.Unseen == true,
            }, null);
    }

    static async Task<Results<Ok<FactAnswer>, ProblemHttpResult>> Add(TitleId titleId, Viewer viewer, TitleCards cards, Watchlist watchlist, CancellationToken ct) =>
        await cards.Shows(viewer, titleId, ct)
            ? TypedResults.Ok(new FactAnswer(await watchlist.Add(viewer, titleId, ct)))
            : Problems.NotFound(RatingEndpoints.NoSuchTitle);

    static async Task<Results<Ok<FactAnswer>, ValidationProblem, ProblemHttpResult>> Put(
        TitleId titleId, WatchlistWords words, Viewer viewer, TitleCards cards, Watchlist watchlist, CancellationToken ct) =>
        words.Note?.Length > Watchlist.LongestNote ? Problems.Invalid("note", "screens.noteRule", ("longest", Watchlist.LongestNote))
        : words.Priority is < 0 or > Watchlist.Last ? Problems.Invalid("priority", "screens.priorityRule")
        : !await cards.Shows(viewer, titleId, ct) ? Problems.NotFound(RatingEndpoints.NoSuchTitle)
        : TypedResults.Ok(new FactAnswer(await watchlist.Put(viewer, titleId, words.Note, words.Priority, ct)));

    static async Task<Ok<FactAnswer>> Remove(TitleId titleId, Viewer viewer, TitleCards cards, Watchlist watchlist, CancellationToken ct) =>
        TypedResults.Ok(new FactAnswer(await cards.Hides(viewer, titleId, ct) ? null : await watchlist.Remove(viewer, titleId, ct)));
}
