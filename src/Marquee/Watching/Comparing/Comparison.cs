using Marquee.Catalog;

namespace Marquee.Watching.Comparing;

public sealed record PairedTitle(TitleId Title, int Mine, int Theirs);

public sealed record LovedTitle(TitleId Title, int Rating);

/// <summary>Two members of the house side by side, over the titles that both of them see.</summary>
public sealed record Comparison
{
    /// <summary>From this rating on a title is loved.</summary>
    public const int Loved = 8;

    /// <summary>Points apart from which the two differ.</summary>
    public const int Apart = 3;

    public required ComparableMember Other { get; init; }

    /// <summary>Titles that both have rated.</summary>
    public int Shared { get; init; }

    /// <summary>Titles that the asking member has rated.</summary>
    public int Mine { get; init; }

    public int Theirs { get; init; }

    public required Agreement Agreement { get; init; }

    /// <summary>Every shared title, by the two ratings.</summary>
    public IReadOnlyList<RatingPairs> Pairs { get; init; } = [];

    /// <summary>The best first.</summary>
    public IReadOnlyList<PairedTitle> BothLoved { get; init; } = [];

    /// <summary>The furthest apart first.</summary>
    public IReadOnlyList<PairedTitle> Differing { get; init; } = [];

    /// <summary>What the other loves and the asking member has neither seen nor declined.</summary>
    public IReadOnlyList<LovedTitle> ForMe { get; init; } = [];

    /// <summary>What the asking member loves and the other has neither seen nor declined.</summary>
    public IReadOnlyList<LovedTitle> ForThem { get; init; } = [];

    /// <summary>On both watchlists, the most urgent first.</summary>
    public IReadOnlyList<TitleId> Together { get; init; } = [];
}
