using Marquee.Access;
using Marquee.Catalog;
using Marquee.Watching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

public sealed record RankedCard : TitleCard
{
    public RankedCard(TitleCard card) : base(card)
    {
    }

    public int Rank { get; init; }

    /// <summary>IMDb's weighted rating with the list's m and C.</summary>
    public double Weighted { get; init; }
}

/// <param name="Total">Titles with votes that fit.</param>
/// <param name="M">Votes at which a title's own mean and C weigh the same.</param>
/// <param name="C">The mean vote of the kind; absent when nothing of it has votes.</param>
/// <param name="WithoutVotes">Titles that fit and were left out because nobody voted.</param>
public sealed record BestScreen(IReadOnlyList<RankedCard> Items, long Total, double M, double? C, long WithoutVotes, BestFacets Facets);

public static class BestEndpoints
{
    const int MostItems = 250;

    public static void MapBest(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/best", Find).WithTags("Titles").Access(AccessRule.Member)
            .WithSummary("The best titles of a kind by IMDb's weighted rating, narrowed by genre, decade, country and votes").ProducesProblem(401);

    static async Task<Results<Ok<BestScreen>, ValidationProblem>> Find(
        Viewer viewer, Sight sight, BestLists lists, TitleCards cards, MemberTitles mine, CancellationToken ct,
        string kind = "movie", [FromQuery] string[]? genre = null, int? decade = null, string? country = null, int? minVotes = null, double? m = null, double? c = null, int skip = 0, int limit = 50, bool hideNotInterested = false)
    {
        var genres = (genre ?? []).Where(g => g.Length > 0).ToList();
        if (TitleKinds.Parse(kind) is var of && of == TitleKind.Other && kind != "other")
        {
            return Problems.Invalid("kind", "catalog.noKind", ("kind", kind));
        }

        if (genres.Find(g => Genres.Named(g) is null) is { } unknown)
        {
            return Problems.Invalid("genre", "catalog.noGenre", ("genre", unknown));
        }

        var badPrior = m is { } prior && !(double.IsFinite(prior) && prior >= 0);
        if (badPrior || (c is { } mean && !(mean >= 1 && mean <= 10)))
        {
            return Problems.Invalid(badPrior ? "m" : "c", "screens.priorRule");
        }

        var best = await lists.Find(new BestQuery
        {
            Kind = of,
            Genres = Genres.Of(genres),
            Decade = decade / 10 * 10,
            Country = string.IsNullOrWhiteSpace(country) ? null : country.Trim().ToUpperInvariant(),
            MinVotes = minVotes,
            Prior = m,
            Mean = c,
            Sight = sight,
            Skip = Math.Max(0, skip),
            Limit = Math.Clamp(limit, 1, MostItems),
        }, ct);
        var ranks = best.Items.ToDictionary(i => i.Title.Id.ToString(), StringComparer.Ordinal);
        // Ranks stay what they are for everybody, so a hidden title leaves a gap.
        var hidden = hideNotInterested ? await mine.NotWanted(viewer, ct) : new HashSet<TitleId>();
        var shown = await cards.Of(viewer, [.. best.Items.Select(i => i.Title).Where(t => !hidden.Contains(t.Id))], ct);
        return TypedResults.Ok(new BestScreen(
            [.. shown.Select(card => new RankedCard(card) { Rank = ranks[card.Id].Rank, Weighted = ranks[card.Id].Weighted })],
            best.Total, best.M, best.C, best.WithoutVotes, best.Facets));
    }
}
