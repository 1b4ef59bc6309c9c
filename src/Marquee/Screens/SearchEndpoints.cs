using Marquee.Access;
using Marquee.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

public sealed record HitCard : TitleCard
{
    public HitCard(TitleCard card) : base(card)
    {
    }

    /// <summary>Above 0, up to 1; comparable within one answer only.</summary>
    public double Score { get; init; }
}

/// <param name="Ms">Milliseconds that finding took.</param>
public sealed record SearchScreen(string Query, IReadOnlyList<HitCard> Hits, double Ms);

public static class SearchEndpoints
{
    /// <summary>Longer than any title; what is longer is no search.</summary>
    const int LongestQuery = 400;

    public static void MapSearch(this IEndpointRouteBuilder app)
    {
        var search = app.MapGroup("/api/v1/search").WithTags("Search").Access(AccessRule.Member).ProducesProblem(401);
        search.MapGet("/", Search).WithSummary("Titles by any of their names, with typos, a year, an episode number, an IMDb id or link");
        search.MapGet("/suggest", Suggest).WithSummary("The same while typing: the last word may be only a beginning");
    }

    static Task<Results<Ok<SearchScreen>, ValidationProblem>> Search(
        Viewer viewer, Sight sight, TitleSearch search, TitleCards cards, CancellationToken ct, string q = "", [FromQuery] string[]? kind = null, int limit = 30, bool adult = true) =>
        Find(viewer, cards, q, kind, kinds => search.Search(q, kinds, Math.Clamp(limit, 1, TitleSearch.Most), adult || sight.Only is not null ? sight : Sight.WithoutAdult, ct), ct);

    static Task<Results<Ok<SearchScreen>, ValidationProblem>> Suggest(
        Viewer viewer, Sight sight, TitleSearch search, TitleCards cards, CancellationToken ct, string q = "", [FromQuery] string[]? kind = null, int limit = 8) =>
        Find(viewer, cards, q, kind, kinds => search.Suggest(q, kinds, Math.Clamp(limit, 1, 50), sight, ct), ct);

    static async Task<Results<Ok<SearchScreen>, ValidationProblem>> Find(
        Viewer viewer, TitleCards cards, string q, string[]? kind, Func<IReadOnlyCollection<TitleKind>, Task<SearchAnswer>> find, CancellationToken ct)
    {
        if (q.Length > LongestQuery)
        {
            return Problems.Invalid("q", "screens.searchTooLong", ("longest", LongestQuery));
        }

        if (Kinds(kind) is not { } kinds)
        {
            return Problems.Invalid("kind", "screens.kindsRule");
        }

        var answer = q.Trim().Length == 0 ? new SearchAnswer(q, [], 0) : await find(kinds);
        var scores = answer.Hits.ToDictionary(h => h.Title.Id.ToString(), h => h.Score, StringComparer.Ordinal);
        var shown = await cards.Of(viewer, [.. answer.Hits.Select(h => h.Title)], ct);
        return TypedResults.Ok(new SearchScreen(q, [.. shown.Select(card => new HitCard(card) { Score = Math.Round(scores[card.Id], 4) })], Math.Round(answer.Milliseconds, 3)));
    }

    /// <returns>Null when one of the words is no kind.</returns>
    internal static List<TitleKind>? Kinds(string[]? words)
    {
        var kinds = (words ?? []).Where(w => w.Length > 0).Select(w => (Word: w, Kind: TitleKinds.Parse(w))).ToList();
        return kinds.Exists(k => k.Kind == TitleKind.Other && k.Word != "other") ? null : kinds.ConvertAll(k => k.Kind);
    }
}
