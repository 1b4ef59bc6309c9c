namespace Marquee.Catalog;

/// <summary>A title that somebody worked on, as a whole career is counted and ordered by. Episodes stand as their series.</summary>
public sealed record Film
{
    public TitleId Id { get; init; }

    public TitleKind Kind { get; init; }

    public bool Adult { get; init; }

    public int? Year { get; init; }

    /// <summary>IMDb's mean, 1 to 10.</summary>
    public double? Rating { get; init; }

    public int? Votes { get; init; }

    /// <summary>In how many episodes of the series; 0 for what is no series or was worked on as a whole.</summary>
    public int Episodes { get; init; }

    /// <summary>IMDb's words: actor, director, composer.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>The title or the newest of the episodes: their credits are read for the names of characters.</summary>
    internal IReadOnlyList<long> Credited { get; init; } = [];

    /// <summary>More than being oneself or old material.</summary>
    public bool IsWork => Categories.Any(c => c is not ("self" or "archive_footage" or "archive_sound"));
}

public enum FilmSort
{
    /// <summary>Newest first, those without a year last.</summary>
    Year,

    /// <summary>IMDb's best first, those without votes last.</summary>
    Rating,
}

/// <summary>Where a film stands in an order; the next portion begins behind it, whatever a new catalog has put before it.</summary>
/// <param name="Key">The year, or ten times the rating; -1 is unknown.</param>
public readonly record struct FilmPlace(int Key, int Votes, TitleId Id)
{
    public static FilmPlace Of(Film film, FilmSort sort) =>
        new(sort == FilmSort.Year ? film.Year ?? -1 : film.Rating is { } mean ? (int)Math.Round(mean * 10) : -1, film.Votes ?? -1, film.Id);

    public static readonly IComparer<FilmPlace> Order = Comparer<FilmPlace>.Create(static (one, other) =>
        one.Key != other.Key ? other.Key.CompareTo(one.Key)
        : one.Votes != other.Votes ? other.Votes.CompareTo(one.Votes)
        : one.Id.CompareTo(other.Id));

    /// <summary>As a word for addresses.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Key}_{Votes}_{Id}");

    /// <returns>Null when the word is no place.</returns>
    public static FilmPlace? Parse(string word) =>
        word.Split('_') is [var key, var votes, var id]
        && int.TryParse(key, System.Globalization.CultureInfo.InvariantCulture, out var first)
        && int.TryParse(votes, System.Globalization.CultureInfo.InvariantCulture, out var second)
        && TitleId.TryParse(id, null, out var title) ? new FilmPlace(first, second, title) : null;
}
