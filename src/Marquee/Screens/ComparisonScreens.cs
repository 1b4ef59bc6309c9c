using Marquee.Access;
using Marquee.Watching.Comparing;

namespace Marquee.Screens;

/// <summary>A title with the other member's rating; the own one is in <c>mine</c>, which is absent where only the other rated it.</summary>
public sealed record ComparedCard : TitleCard
{
    public ComparedCard(TitleCard card) : base(card)
    {
    }

    /// <summary>1 to 10; null where only the asking member rated it.</summary>
    public int? Theirs { get; init; }
}

/// <summary>Two members side by side; see <see cref="Comparison"/>.</summary>
public sealed record ComparisonView
{
    public required ComparableMember Other { get; init; }

    public int Shared { get; init; }

    public int Mine { get; init; }

    public int Theirs { get; init; }

    /// <summary>Null below <see cref="LeastShared"/> shared titles, and where one of the two rated all the same.</summary>
    public double? Correlation { get; init; }

    /// <summary>100 * (1 + r * n / (n + 10)) / 2 for the correlation r of n shared titles.</summary>
    public int? Percent { get; init; }

    public double? MeanDifference { get; init; }

    public double? MeanDistance { get; init; }

    public int LeastShared { get; init; } = Agreement.Least;

    public IReadOnlyList<RatingPairs> Pairs { get; init; } = [];

    public IReadOnlyList<ComparedCard> BothLoved { get; init; } = [];

    public IReadOnlyList<ComparedCard> Differing { get; init; } = [];

    public IReadOnlyList<ComparedCard> ForMe { get; init; } = [];

    public IReadOnlyList<ComparedCard> ForThem { get; init; } = [];

    public IReadOnlyList<TitleCard> Together { get; init; } = [];
}

/// <summary>Puts a comparison together for its page and the command line.</summary>
public sealed class ComparisonScreens(Comparisons comparisons, TitleCards cards)
{
    /// <returns>Null when there is no such member, or one of the two does not let others compare.</returns>
    public async Task<ComparisonView?> Of(Viewer viewer, long other, CancellationToken ct)
    {
        if (await comparisons.Of(viewer, other, ct) is not { } found)
        {
            return null;
        }

        return new ComparisonView
        {
            Other = found.Other,
            Shared = found.Shared,
            Mine = found.Mine,
            Theirs = found.Theirs,
            Correlation = found.Agreement.Correlation,
            Percent = found.Agreement.Percent,
            MeanDifference = found.Agreement.MeanDifference,
            MeanDistance = found.Agreement.MeanDistance,
            Pairs = found.Pairs,
            BothLoved = await Paired(found.BothLoved),
            Differing = await Paired(found.Differing),
            ForMe = await cards.Each(viewer, found.ForMe, l => l.Title, (card, l) => new ComparedCard(card) { Theirs = l.Rating }, ct),
            ForThem = await cards.Each(viewer, found.ForThem, l => l.Title, (card, _) => new ComparedCard(card), ct),
            Together = await cards.Of(viewer, found.Together, ct),
        };

        Task<IReadOnlyList<ComparedCard>> Paired(IReadOnlyList<PairedTitle> pairs) =>
            cards.Each(viewer, pairs, p => p.Title, (card, p) => new ComparedCard(card) { Theirs = p.Theirs }, ct);
    }
}
