namespace Marquee.Catalog.Matching;

/// <summary>What a row says a title is.</summary>
public enum AskedKind
{
    Unknown,

    /// <summary>Anything that is watched in one piece: also a short, a television film, a special.</summary>
    Film,

    /// <summary>Also what a row says of one of its seasons.</summary>
    Series,
    Episode,
}

/// <summary>What a row of somebody's file says about the title it means. Everything may be missing.</summary>
public sealed record TitleQuestion
{
    /// <summary>IMDb's number of the title, of an episode its own; zero counts as none.</summary>
    public long? Imdb { get; init; }

    /// <summary>Of an episode: IMDb's number of its series.</summary>
    public long? SeriesImdb { get; init; }

    public int? Tmdb { get; init; }

    public int? Tvdb { get; init; }

    /// <summary>Of an episode: TMDB's and TVDB's numbers of its series.</summary>
    public int? SeriesTmdb { get; init; }

    public int? SeriesTvdb { get; init; }

    /// <summary>
    /// What the title is called, then what it is originally called; of an episode, what its series is called. As the file writes it:
    /// <c>Matrix, The (1999)</c> will do.
    /// </summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Of an episode: when its series began.</summary>
    public int? Year { get; init; }

    public AskedKind Kind { get; init; }

    /// <summary>Minutes.</summary>
    public int? Runtime { get; init; }

    public int? Season { get; init; }

    public int? Episode { get; init; }

    public string? EpisodeName { get; init; }
}

/// <summary>Who gave a number that is not IMDb's.</summary>
public enum OutsideSource
{
    Tmdb,
    Tvdb,
}

/// <param name="Kind">TMDB counts films and series apart.</param>
public readonly record struct OutsideId(OutsideSource Source, AskedKind Kind, int Number);

/// <summary>Which titles numbers of other sources stand for, as far as the house knows; the others are left out.</summary>
public delegate Task<IReadOnlyDictionary<OutsideId, TitleId>> OutsideTitles(IReadOnlyCollection<OutsideId> asked, CancellationToken ct);
