using Marquee.Catalog;

namespace Marquee.Watching.Review;

/// <summary>What there is to say about the watches of one year. Pure; watches come in the order of their time.</summary>
static class ReviewSums
{
    /// <summary>From how many points of difference a rating is another opinion than IMDb's mean.</summary>
    public const double Otherwise = 1;

    /// <summary>Fewer votes are no opinion of everybody's.</summary>
    public const int LeastVotes = 100;

    /// <summary>Genres, countries and people that are named.</summary>
    const int Named = 8;

    const int Titles = 6;

    public static YearCounts Counts(IReadOnlyList<SeenTitle> seen) => new(
        seen.Count,
        seen.Where(s => s.IsFilm).DistinctBy(s => s.Title.Id).Count(),
        seen.Where(s => s.IsEpisode).DistinctBy(s => s.Title.Id).Count(),
        seen.Where(s => s.Whole.Kind.IsSeries()).DistinctBy(s => s.Whole.Id).Count(),
        seen.Sum(s => s.Minutes ?? 0),
        seen.Count(s => s.Minutes is null),
        seen.Select(s => s.Day).Distinct().Count());

    public static IReadOnlyList<int> Months(IReadOnlyList<SeenTitle> seen) =>
        seen.Count == 0 ? [] : [.. Enumerable.Range(1, 12).Select(month => seen.Count(s => s.Day.Month == month))];

    public static BusiestDay? Busiest(IReadOnlyList<SeenTitle> seen) => seen.GroupBy(s => s.Day)
        .Select(day => new BusiestDay(day.Key, day.Count(), day.Sum(s => s.Minutes ?? 0)))
        .OrderByDescending(day => day.Minutes).ThenByDescending(day => day.Watches).ThenBy(day => day.Day).FirstOrDefault();

    public static IReadOnlyList<SeriesShare> Series(IReadOnlyList<SeenTitle> seen) =>
    [
        .. seen.Where(s => s.IsEpisode && s.Whole.Kind.IsSeries()).GroupBy(s => s.Whole.Id)
            .Select(series => new SeriesShare(series.Key, series.DistinctBy(s => s.Title.Id).Count(), series.Sum(s => s.Minutes ?? 0)))
            .OrderByDescending(s => s.Episodes).ThenByDescending(s => s.Minutes).ThenBy(s => s.Series).Take(Titles),
    ];

    public static IReadOnlyList<Share<string>> Genres(IReadOnlyList<TitleFacts> whole) => Shares(whole.SelectMany(t => t.Genres.Names));

    public static IReadOnlyList<Share<string>> Countries(IReadOnlyList<TitleFacts> whole) => Shares(whole.SelectMany(t => t.Countries.Distinct()));

    public static IReadOnlyList<Share<int>> Decades(IReadOnlyList<TitleFacts> whole) =>
        [.. whole.Where(t => t.Year is not null).GroupBy(t => t.Year!.Value / 10 * 10).OrderBy(d => d.Key).Select(d => new Share<int>(d.Key, d.Count()))];

    /// <summary>People of at least two titles.</summary>
    public static IReadOnlyList<Share<PersonId>> People(IEnumerable<Credit> credits, CreditRole role) =>
    [
        .. credits.Where(c => c.Role == role).GroupBy(c => c.Person).Select(p => new Share<PersonId>(p.Key, p.DistinctBy(c => c.Title).Count()))
            .Where(p => p.Titles > 1).OrderByDescending(p => p.Titles).ThenBy(p => p.What.Number).Take(Named),
    ];

    /// <param name="ratings">The member's, by title.</param>
    public static IReadOnlyList<TitleId> Highest(IReadOnlyList<SeenTitle> seen, IReadOnlyDictionary<TitleId, int> ratings) =>
    [
        .. Rated(seen, ratings).OrderByDescending(t => ratings[t.Id]).ThenByDescending(t => t.Rating ?? 0).ThenBy(t => t.Id).Take(Titles).Select(t => t.Id),
    ];

    /// <param name="sign">1 for what the member liked more, -1 for less.</param>
    public static OwnOpinion? Opinion(IReadOnlyList<SeenTitle> seen, IReadOnlyDictionary<TitleId, int> ratings, int sign) => Rated(seen, ratings)
        .Where(t => t.Rating is not null && t.Votes >= LeastVotes)
        .Select(t => new OwnOpinion(t.Id, ratings[t.Id], t.Rating!.Value))
        .Where(o => Math.Round((o.Rating - o.Mean) * sign, 1) >= Otherwise)
        .OrderByDescending(o => Math.Round((o.Rating - o.Mean) * sign, 1)).ThenBy(o => o.Title).FirstOrDefault();

    public static TitleId? Oldest(IReadOnlyList<SeenTitle> seen) => Films(seen).Where(t => t.Year is not null).OrderBy(t => t.Year).ThenBy(t => t.Id).FirstOrDefault()?.Id;

    public static TitleId? Shortest(IReadOnlyList<SeenTitle> seen) => Films(seen).Where(t => t.Runtime > 0).OrderBy(t => t.Runtime).ThenBy(t => t.Id).FirstOrDefault()?.Id;

    public static TitleId? Longest(IReadOnlyList<SeenTitle> seen) => Films(seen).Where(t => t.Runtime > 0).OrderByDescending(t => t.Runtime).ThenBy(t => t.Id).FirstOrDefault()?.Id;

    static IEnumerable<TitleFacts> Films(IReadOnlyList<SeenTitle> seen) => seen.Where(s => s.IsFilm).Select(s => s.Title).DistinctBy(t => t.Id);

    /// <summary>What was watched and rated: films, episodes, and series with a rating of their own.</summary>
    static IEnumerable<TitleFacts> Rated(IReadOnlyList<SeenTitle> seen, IReadOnlyDictionary<TitleId, int> ratings) =>
        seen.SelectMany(s => (TitleFacts[])[s.Title, s.Whole]).DistinctBy(t => t.Id).Where(t => ratings.ContainsKey(t.Id));

    static IReadOnlyList<Share<string>> Shares(IEnumerable<string> what) =>
        [.. what.GroupBy(w => w, StringComparer.Ordinal).Select(w => new Share<string>(w.Key, w.Count())).OrderByDescending(w => w.Titles).ThenBy(w => w.What, StringComparer.Ordinal).Take(Named)];
}
