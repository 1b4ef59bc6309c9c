namespace Marquee.Catalog;

/// <summary>A title as the databases give it, from the catalog or from what is kept of one.</summary>
record TitleRow
{
    /// <summary>The columns of <see cref="TitleRow"/>, for <c>catalog.title t left join catalog.episode e left join catalog.title s</c>.</summary>
    public const string Columns = """
        t.id as id, t.kind as kind, t.title as title, t.original as original, t.adult as adult, t.year as year, t.end_year as endyear,
        t.runtime as runtime, t.genres as genres, t.rating as rating, t.votes as votes,
        e.series as series, s.title as seriestitle, e.season as season, e.number as episode
        """;

    public const string From = """
        from catalog.title t
        left join catalog.episode e on e.title = t.id
        left join catalog.title s on s.id = e.series
        """;

    public long Id { get; init; }

    public int Kind { get; init; }

    public string Title { get; init; } = "";

    public string? Original { get; init; }

    public bool Adult { get; init; }

    public int? Year { get; init; }

    public int? EndYear { get; init; }

    public int? Runtime { get; init; }

    public long Genres { get; init; }

    public int? Rating { get; init; }

    public int? Votes { get; init; }

    public string? Countries { get; init; }

    public long? Series { get; init; }

    public string? SeriesTitle { get; init; }

    public int? Season { get; init; }

    public int? Episode { get; init; }

    public TitleFacts Facts(IReadOnlyList<string>? countries = null, bool known = false) => new()
    {
        Id = new TitleId(Id),
        Kind = (TitleKind)Kind,
        Title = Title,
        Original = Original,
        Adult = Adult,
        Year = Year,
        EndYear = EndYear,
        Runtime = Runtime,
        Genres = new Genres(Genres),
        Rating = Rating / 10.0,
        Votes = Votes,
        Countries = countries ?? Countries?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [],
        // The series itself may be missing from the dump; then its id is all there is to say.
        Series = Series is { } series ? new SeriesOf(new TitleId(series), SeriesTitle ?? new TitleId(series).ToString(), Season, Episode) : null,
        Known = known,
    };
}
