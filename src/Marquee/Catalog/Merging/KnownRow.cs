namespace Marquee.Catalog.Merging;

/// <summary>A whole row of <c>known.title</c>, as a merge moves and keeps it.</summary>
sealed record KnownRow : TitleRow
{
    public new const string Columns = """
        id, kind, title, original, adult, year, end_year as endyear, runtime, genres, rating, votes, countries, series,
        series_title as seriestitle, season, episode, from_catalog as fromcatalog, learned_at as learnedat
        """;

    public const string Values = """
        (id, kind, title, original, adult, year, end_year, runtime, genres, rating, votes, countries, series, series_title, season, episode, from_catalog, learned_at)
        values (@Id, @Kind, @Title, @Original, @Adult, @Year, @EndYear, @Runtime, @Genres, @Rating, @Votes, @Countries, @Series, @SeriesTitle, @Season, @Episode, @FromCatalog, @LearnedAt)
        """;

    public bool FromCatalog { get; init; }

    public long LearnedAt { get; init; }

    /// <summary>
    /// Two rows of one title: what IMDb's files said comes before what a member's file said, then what stands under the number
    /// that stays; the other row fills what is missing.
    /// </summary>
    public static KnownRow Together(KnownRow stays, KnownRow goes)
    {
        var (first, second) = goes.FromCatalog && !stays.FromCatalog ? (goes, stays) : (stays, goes);
        return first with
        {
            Id = stays.Id,
            Original = first.Original ?? second.Original,
            Adult = first.Adult || second.Adult,
            Year = first.Year ?? second.Year,
            EndYear = first.EndYear ?? second.EndYear,
            Runtime = first.Runtime ?? second.Runtime,
            Genres = first.Genres == 0 ? second.Genres : first.Genres,
            Rating = first.Rating ?? second.Rating,
            Votes = first.Rating is null ? second.Votes : first.Votes,
            Countries = first.Countries ?? second.Countries,
            Series = first.Series ?? second.Series,
            SeriesTitle = first.Series is null ? second.SeriesTitle : first.SeriesTitle,
            Season = first.Series is null ? second.Season : first.Season,
            Episode = first.Series is null ? second.Episode : first.Episode,
        };
    }
}
