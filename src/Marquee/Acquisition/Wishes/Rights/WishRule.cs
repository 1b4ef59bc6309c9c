using Marquee.Catalog;

namespace Marquee.Acquisition.Wishes.Rights;

/// <summary>Films or series, as Radarr and Sonarr part them.</summary>
public enum WishKind
{
    Film,
    Series,
}

public static class WishKinds
{
    /// <returns>Null for what neither of the servers gets, such as games.</returns>
    public static WishKind? Of(TitleKind kind) => kind switch
    {
        TitleKind.Movie or TitleKind.TvMovie or TitleKind.Short or TitleKind.Video or TitleKind.TvSpecial or TitleKind.TvShort => WishKind.Film,
        TitleKind.TvSeries or TitleKind.TvMiniSeries or TitleKind.TvPilot => WishKind.Series,
        _ => null,
    };
}

/// <summary>Wishes that need no host's word: all that a rule asks for must be so. What lacks a number that is asked for does not pass.</summary>
public sealed record WishRule
{
    public long Id { get; init; }

    /// <summary>Null for everybody. A child's wishes go by no rule.</summary>
    public long? Member { get; init; }

    /// <summary>Null for both.</summary>
    public WishKind? Kind { get; init; }

    /// <summary>Ten times IMDb's mean.</summary>
    public int? MinRating { get; init; }

    public int? MinVotes { get; init; }

    public int? FromYear { get; init; }

    /// <summary>As it is estimated when it is asked for.</summary>
    public long? MostBytes { get; init; }

    public bool Takes(long member, WishKind kind, TitleFacts title, long bytes) =>
        (Member is null || Member == member)
        && (Kind is null || Kind == kind)
        && (MinRating is null || title.Rating * 10 >= MinRating)
        && (MinVotes is null || title.Votes >= MinVotes)
        && (FromYear is null || title.Year >= FromYear)
        && (MostBytes is null || bytes <= MostBytes);
}
