using Marquee.Catalog;

namespace Marquee.Discovery;

/// <summary>What the evening allows; null asks for nothing.</summary>
public sealed record TonightFilters
{
    /// <summary>Films and series; shorts only when asked for.</summary>
    public static readonly IReadOnlyList<TitleKind> UsualKinds = [TitleKind.Movie, TitleKind.TvMovie, TitleKind.TvSeries, TitleKind.TvMiniSeries];

    /// <summary>What can be asked for: never episodes, never games.</summary>
    public static readonly IReadOnlyList<TitleKind> PossibleKinds = [.. UsualKinds, TitleKind.Short, TitleKind.TvShort, TitleKind.TvSpecial, TitleKind.Video];

    public IReadOnlyList<TitleKind> Kinds { get; init; } = UsualKinds;

    /// <summary>Minutes; of a series it is one episode that counts.</summary>
    public int? MaxRuntime { get; init; }

    /// <summary>All of them.</summary>
    public Genres Genres { get; init; }

    /// <summary>Its first year: 1990.</summary>
    public int? Decade { get; init; }

    public int Limit { get; init; } = 24;

    /// <summary>Null is the day's own: the list changes a little every day.</summary>
    public int? Seed { get; init; }

    internal CandidateFilter Filter => new() { MaxRuntime = MaxRuntime, Genres = Genres, Decade = Decade };
}
