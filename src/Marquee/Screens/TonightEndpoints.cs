using Marquee.Access;
using Marquee.Catalog;
using Marquee.Discovery;
using Marquee.Watching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Marquee.Screens;

public sealed record TonightCard : TitleCard
{
    public TonightCard(TitleCard card) : base(card)
    {
    }

    /// <summary>In points of rating above a usual candidate.</summary>
    public double Score { get; init; }

    public required TonightReason Reason { get; init; }
}

public sealed record TonightView
{
    public IReadOnlyList<TonightCard> Picks { get; init; } = [];

    public TonightBasis Basis { get; init; }

    public HistorySize History { get; init; } = new();

    public IReadOnlyList<string> Genres { get; init; } = [];

    public IReadOnlyList<int> Decades { get; init; } = [];

    public IReadOnlyList<string> Countries { get; init; } = [];
}

public static class TonightEndpoints
{
    const int MostPicks = 100;

    public static void MapTonight(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/tonight", Picks).WithTags("Tonight").Access(AccessRule.Member).ProducesProblem(401).ProducesProblem(403)
            .WithSummary("What to watch tonight, each pick with its true reason");

    static async Task<Results<Ok<TonightView>, ValidationProblem>> Picks(
        Viewer viewer, Tonight tonight, TitleCards cards, CancellationToken ct,
        [FromQuery] string[]? kind = null, int? maxRuntime = null, string? genre = null, int? decade = null, int limit = 24, int? seed = null)
    {
        var kinds = (kind ?? []).Select(TitleKinds.Parse).ToList();
        if (kinds.Exists(k => !TonightFilters.PossibleKinds.Contains(k)))
        {
            return Problems.Invalid("kind", "screens.tonightKinds", ("kinds", string.Join(", ", TonightFilters.PossibleKinds.Select(k => k.Spelling()))));
        }

        var genres = string.IsNullOrEmpty(genre) ? Genres.None : Genres.Named(genre);
        if (genres is null)
        {
            return Problems.Invalid("genre", "catalog.noGenre", ("genre", genre!));
        }

        var answer = await tonight.Picks(viewer, new TonightFilters
        {
            Kinds = kinds.Count == 0 ? TonightFilters.UsualKinds : kinds,
            MaxRuntime = maxRuntime,
            Genres = genres.Value,
            Decade = decade,
            Limit = Math.Clamp(limit, 1, MostPicks),
            Seed = seed,
        }, ct);
        return TypedResults.Ok(await View(viewer, answer, cards, ct));
    }

    static async Task<TonightView> View(Viewer viewer, TonightAnswer answer, TitleCards cards, CancellationToken ct)
    {
        var shown = (await cards.Of(viewer, [.. answer.Picks.Select(p => p.Title)], ct)).ToDictionary(c => c.Id, StringComparer.Ordinal);
        return new TonightView
        {
            Picks = [.. from pick in answer.Picks
                        let card = shown.GetValueOrDefault(pick.Title.Id.ToString())
                        where card is not null
                        select new TonightCard(card) { Score = pick.Score, Reason = pick.Reason }],
            Basis = answer.Basis,
            History = answer.History,
            Genres = answer.Genres,
            Decades = answer.Decades,
            Countries = answer.Countries,
        };
    }
}
