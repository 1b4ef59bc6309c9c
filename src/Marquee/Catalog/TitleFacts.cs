namespace Marquee.Catalog;

/// <summary>What every page says about a title. Numbers that nobody knows are null.</summary>
public sealed record TitleFacts
{
    public TitleId Id { get; init; }

    public TitleKind Kind { get; init; }

    public string Title { get; init; } = "";

    /// <summary>Null when it equals <see cref="Title"/>.</summary>
    public string? Original { get; init; }

    public bool Adult { get; init; }

    public int? Year { get; init; }

    public int? EndYear { get; init; }

    /// <summary>Minutes.</summary>
    public int? Runtime { get; init; }

    public Genres Genres { get; init; }

    /// <summary>IMDb's mean, 1 to 10.</summary>
    public double? Rating { get; init; }

    public int? Votes { get; init; }

    /// <summary>ISO 3166-1 alpha-2; countries that are no more by ISO 3166-3.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>The series of an episode.</summary>
    public SeriesOf? Series { get; init; }

    /// <summary>The catalog lacks it; these facts were kept because a member has something of it.</summary>
    public bool Known { get; init; }
}

/// <summary>Where an episode belongs.</summary>
public sealed record SeriesOf(TitleId Id, string Title, int? Season, int? Episode);
