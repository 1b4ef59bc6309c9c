namespace Marquee.Integrations.Exports;

/// <summary>What a column of somebody's own table means.</summary>
public enum ColumnMeaning
{
    /// <summary>Nothing of ours; it stays in the cells.</summary>
    None,
    Name,
    Original,
    Year,
    Imdb,
    Tmdb,
    Tvdb,
    Kind,
    Season,
    Episode,
    EpisodeName,
    Rating,
    RatedOn,

    /// <summary>A yes, an x or a check mark.</summary>
    Watched,
    WatchedOn,
    Watchlist,
    AddedOn,
    Liked,
    List,
    Note,
}

/// <summary>What a member said about the columns of a table of one's own.</summary>
public sealed record ColumnMapping
{
    /// <summary>By place, from 0. Columns that are left out mean nothing.</summary>
    public required IReadOnlyDictionary<int, ColumnMeaning> Columns { get; init; }

    /// <summary>The best rating: 5, 10 or 100; null to take what the ratings look like.</summary>
    public int? Scale { get; init; }

    /// <summary>How dates are read that have two readings; null when only the file decides.</summary>
    public bool? DayFirst { get; init; }

    /// <summary>The first row is a row like the others.</summary>
    public bool NoHeader { get; init; }

    /// <summary>What a row means that has neither a date, nor a rating, nor anything else but a title.</summary>
    public ExportContent? RowsAre { get; init; }
}

/// <summary>What a column was taken for, to be shown before anything is applied.</summary>
/// <param name="Column">From 0.</param>
/// <param name="Header">As the file names it.</param>
/// <param name="Certainty">0 to 1; 1 when the member said so.</param>
/// <param name="Scale">The best rating, of a column of ratings: 5, 10 or 100.</param>
/// <param name="Samples">The first different values.</param>
public sealed record ColumnGuess(int Column, string Header, ColumnMeaning Meaning, double Certainty, int? Scale, IReadOnlyList<string> Samples);
