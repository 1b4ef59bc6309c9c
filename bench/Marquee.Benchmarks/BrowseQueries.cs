using Marquee.Catalog;
using Marquee.Catalog.Browse;

namespace Marquee.Benchmarks;

/// <summary>Combinations of filters that people might choose, with a fixed seed: one to four of them, episodes in every tenth.</summary>
static class BrowseQueries
{
    static readonly string[] GenreNames = ["Drama", "Comedy", "Documentary", "Romance", "Action", "Crime", "Thriller", "Horror", "Sci-Fi", "Western", "Film-Noir"];
    static readonly string[] Languages = ["en", "de", "fr", "ja", "es", "hi", "it", "ru", "sv", "tr"];

    public static BrowseQuery[] Make(int count)
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, count).Select(i => Make(random, i % 10 == 0))];
    }

    static BrowseQuery Make(Random random, bool episodes)
    {
        var query = new BrowseQuery
        {
            Kinds = episodes ? [TitleKind.TvEpisode, TitleKind.TvSeries] : [],
            Sort = Enum.GetValues<BrowseSort>()[random.Next(7)],
            Skip = random.Next(4) == 0 ? random.Next(20) * 60 : 0,
        };
        for (var filters = random.Next(1, 5); filters > 0; filters--)
        {
            query = random.Next(9) switch
            {
                0 => query with { Genres = Genres.Of(Some(random, GenreNames)), AllGenres = random.Next(2) == 0 },
                1 => query with { Decades = [1950 + random.Next(8) * 10] },
                2 => query with { Languages = Some(random, Languages) },
                3 => query with { Years = new NumberRange(1970 + random.Next(40), random.Next(2) == 0 ? 2015 : null) },
                4 => query with { Runtime = new NumberRange(random.Next(2) == 0 ? 60 : null, 90 + random.Next(60)) },
                5 => query with { Votes = new NumberRange((int)Math.Pow(10, random.Next(1, 6)), null) },
                6 => query with { Rating = new NumberRange(50 + random.Next(40), null) },
                7 => query with { Kinds = episodes ? query.Kinds : [TitleKind.Movie, TitleKind.TvMovie] },
                _ => query with { Genres = Genres.Of([GenreNames[random.Next(GenreNames.Length)]]) },
            };
        }

        return query;
    }

    static string[] Some(Random random, string[] all) => [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => all[random.Next(all.Length)]).Distinct()];
}
