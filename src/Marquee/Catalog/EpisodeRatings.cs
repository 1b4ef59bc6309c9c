using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <param name="Season">Null for an episode without a season.</param>
/// <param name="Rating">IMDb's mean; null without votes.</param>
public sealed record RatedEpisode(TitleId Id, string Title, int? Season, int? Number, int? Year, double? Rating, int? Votes);

/// <param name="Best">Null when no episode has votes; of equal ones that with more votes.</param>
/// <param name="Worst">Null when fewer than two episodes have votes.</param>
public sealed record EpisodeRatingList(IReadOnlyList<RatedEpisode> Episodes, RatedEpisode? Best, RatedEpisode? Worst)
{
    public static EpisodeRatingList Of(IReadOnlyList<RatedEpisode> episodes)
    {
        var rated = episodes.Where(e => e.Rating is not null).ToList();
        return new EpisodeRatingList(
            episodes,
            rated.OrderByDescending(e => e.Rating).ThenByDescending(e => e.Votes).FirstOrDefault(),
            rated.Count < 2 ? null : rated.OrderBy(e => e.Rating).ThenByDescending(e => e.Votes).First());
    }
}

/// <summary>Every episode of a series with its rating and nothing more: one query, thousands of rows.</summary>
public sealed class EpisodeRatings(Database database)
{
    public async Task<EpisodeRatingList> Of(TitleId series, Sight sight, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition("""
            select t.id, t.title, e.season, e.number, t.year, t.rating, t.votes, t.adult
            from catalog.episode e join catalog.title t on t.id = e.title where e.series = @series
            order by e.season is null, e.season, e.number is null, e.number, t.year, t.id
            """, new { series = series.Number }, cancellationToken: ct));
        return EpisodeRatingList.Of([.. rows.Where(r => sight.Shows(new TitleId(r.Id), r.Adult)).Select(r => new RatedEpisode(new TitleId(r.Id), r.Title, r.Season, r.Number, r.Year, r.Rating / 10.0, r.Votes))]);
    }

    sealed record Row
    {
        public long Id { get; init; }

        public string Title { get; init; } = "";

        public bool Adult { get; init; }

        public int? Season { get; init; }

        public int? Number { get; init; }

        public int? Year { get; init; }

        public int? Rating { get; init; }

        public int? Votes { get; init; }
    }
}
