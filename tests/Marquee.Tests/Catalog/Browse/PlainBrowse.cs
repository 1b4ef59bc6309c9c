using System.Text;
using Marquee.Catalog;
using Marquee.Catalog.Browse;

namespace Marquee.Tests.Catalog.Browse;

/// <summary>A made-up title with everything that can be browsed by.</summary>
sealed record PlainTitle(
    long Id, TitleKind Kind, bool Adult, int? Year, int? Runtime, Genres Genres, int? Tenths, int? Votes, string[] Countries, string[] Languages)
{
    /// <summary>Where it stands in the order of votes; a rating without votes counts for nothing.</summary>
    public int Known => Votes is > 0 && Tenths is > 0 ? Votes.Value : 0;
}

/// <summary>The same answers as the index gives, by going through all titles for every question.</summary>
sealed class PlainBrowse(IReadOnlyList<PlainTitle> titles)
{
    readonly Dictionary<TitleKind, double> _means = titles.Where(t => !t.Adult && t.Known > 0).GroupBy(t => t.Kind)
        .ToDictionary(kind => kind.Key, kind => kind.Sum(t => (double)t.Known * t.Tenths!.Value) / kind.Sum(t => (double)t.Known) / 10);

    public static List<PlainTitle> MadeUp(Random random, int count)
    {
        var kinds = Enum.GetValues<TitleKind>();
        string[] countries = ["US", "FR", "JP", "SE", "SUHH", "YUCS", "BR"];
        string[] languages = ["en", "fr", "ja", "sv", "cmn", "yue"];
        return
        [
            .. Enumerable.Range(1, count).Select(i => new PlainTitle(
                random.Next(50) == 0 ? TitleId.FirstOwn + i : i * 3L,
                random.Next(3) == 0 ? TitleKind.TvEpisode : kinds[random.Next(kinds.Length)],
                random.Next(15) == 0,
                random.Next(12) == 0 ? null : 1890 + (int)Math.Sqrt(random.Next(135 * 135)),
                random.Next(3) == 0 ? null : random.Next(1, 240),
                new Genres((1L << random.Next(Genres.All.Count)) | (1L << random.Next(6))),
                random.Next(2) == 0 ? random.Next(10, 101) : null,
                random.Next(2) == 0 ? (int)Math.Pow(10, random.NextDouble() * 6) : null,
                [.. countries.Where((_, rank) => random.Next(3 + rank * rank * 40) == 0)],
                [.. languages.Where((_, rank) => random.Next(2 + rank * rank * 60) == 0)])),
        ];
    }

    public static BrowseQuery Query(Random random, IReadOnlyList<PlainTitle> titles)
    {
        return new BrowseQuery
        {
            Kinds = Some(3, TitleKind.Movie, TitleKind.TvEpisode, TitleKind.TvSeries, TitleKind.VideoGame, TitleKind.Other),
            Genres = new Genres(Some(2, 1L, 2L, 32L, 1L << 20).Aggregate(0L, (all, one) => all | one)),
            AllGenres = random.Next(2) == 0,
            Decades = Some(4, 1890, 1960, 1990, 2010, 2020, 1700),
            Countries = Some(4, "US", "SE", "SUHH", "BR", "XX", "Nowhere at all"),
            Languages = Some(4, "en", "sv", "yue", "xx"),
            Years = Range(5, 1890, 2025),
            Runtime = Range(5, 1, 240),
            Votes = Range(4, 0, 5000),
            Rating = Range(4, 10, 100),
            Sight = Sight.Of(random.Next(3) == 0),
            Only = random.Next(6) == 0 ? Ids(titles.Count / 3) : null,
            Without = random.Next(3) == 0 ? Ids(200) : null,
            Sort = Enum.GetValues<BrowseSort>()[random.Next(Enum.GetValues<BrowseSort>().Length)],
            Skip = random.Next(3) == 0 ? random.Next(400) : 0,
            Limit = random.Next(1, 100),
        };

        T[] Some<T>(int seldom, params T[] values) => random.Next(seldom) != 0 ? [] : [.. values.OrderBy(_ => random.Next()).Take(random.Next(1, 3))];

        NumberRange Range(int seldom, int least, int most) => random.Next(seldom) != 0 ? default
            : new NumberRange(random.Next(3) == 0 ? null : random.Next(least, most), random.Next(3) == 0 ? null : random.Next(least, most));

        HashSet<TitleId> Ids(int count) => [.. Enumerable.Range(0, count).Select(_ => new TitleId(random.Next(20) == 0 ? 2 : titles[random.Next(titles.Count)].Id))];
    }

    public (IReadOnlyList<long> Page, long Total) Find(BrowseQuery query)
    {
        var fit = titles.Where(t => Fits(t, query, null)).ToList();
        return ([.. Order(fit, query.Sort).Skip(query.Skip).Take(query.Limit).Select(t => t.Id)], fit.Count);
    }

    public long Count(BrowseQuery query, Facet facet, string value) => titles.Count(t => Fits(t, query, facet) && Values(t, facet).Contains(value));

    bool Fits(PlainTitle t, BrowseQuery q, Facet? but) =>
        (q.Sight.Adult || !t.Adult)
        && (but == Facet.Kind || (q.Kinds.Count == 0 ? t.Kind != TitleKind.TvEpisode : q.Kinds.Contains(t.Kind)))
        && (q.Genres.IsEmpty || (q.AllGenres ? t.Genres.Has(q.Genres) : but == Facet.Genre || (t.Genres.Bits & q.Genres.Bits) != 0))
        && (but == Facet.Decade || q.Decades.Count == 0 || (t.Year is { } year && q.Decades.Contains(year / 10 * 10)))
        && (but == Facet.Country || q.Countries.Count == 0 || t.Countries.Intersect(q.Countries).Any())
        && (but == Facet.Language || q.Languages.Count == 0 || t.Languages.Intersect(q.Languages).Any())
        && Within(t.Year, q.Years) && Within(t.Runtime, q.Runtime)
        && Within(t.Known == 0 ? null : t.Known, q.Votes) && Within(t.Known == 0 ? null : t.Tenths, q.Rating)
        && (q.Only is null || q.Only.Contains(new TitleId(t.Id)))
        && (q.Without is null || !q.Without.Contains(new TitleId(t.Id)));

    static bool Within(int? value, NumberRange range) =>
        range.IsAll || (value is { } known && known >= (range.Least ?? int.MinValue) && known <= (range.Most ?? int.MaxValue));

    static IEnumerable<string> Values(PlainTitle t, Facet facet) => facet switch
    {
        Facet.Kind => [t.Kind.ToString()],
        Facet.Genre => t.Genres.Names,
        Facet.Decade => t.Year is { } year ? [(year / 10 * 10).ToString(null, null)] : [],
        Facet.Country => t.Countries,
        _ => t.Languages,
    };

    IEnumerable<PlainTitle> Order(IEnumerable<PlainTitle> fit, BrowseSort sort) => (sort switch
    {
        BrowseSort.Weighted => fit.OrderByDescending(t => t.Known == 0 ? 0 : Weighted(t)),
        BrowseSort.Rating => fit.OrderByDescending(t => t.Known == 0 ? 0 : t.Tenths),
        BrowseSort.Newest => fit.OrderByDescending(t => t.Year ?? 0),
        BrowseSort.Oldest => fit.OrderBy(t => t.Year ?? int.MaxValue),
        BrowseSort.Shortest => fit.OrderBy(t => t.Runtime ?? int.MaxValue),
        BrowseSort.Longest => fit.OrderByDescending(t => t.Runtime ?? 0),
        _ => fit.OrderBy(_ => 0),
    }).ThenByDescending(t => t.Known).ThenBy(t => t.Kind == TitleKind.TvEpisode).ThenBy(t => t.Id);

    double Weighted(PlainTitle t)
    {
        var mean = _means.GetValueOrDefault(t.Kind, t.Tenths!.Value / 10.0);
        return Math.Round(WeightedRating.Of(t.Tenths!.Value / 10.0, t.Known, mean, WeightedRating.UsualPrior) * 1000);
    }

    public string Build(string folder)
    {
        using var builder = new BrowseIndexBuilder(folder);
        foreach (var t in titles)
        {
            builder.AddTitle(t.Id, t.Kind, t.Adult, t.Year, t.Runtime, t.Genres.Bits, t.Tenths, t.Votes);
        }

        foreach (var t in titles)
        {
            foreach (var language in t.Languages.Concat(t.Languages))
            {
                builder.AddLanguage(t.Id, Encoding.UTF8.GetBytes(language));
            }

            foreach (var country in t.Countries)
            {
                builder.AddCountry(t.Id, Encoding.UTF8.GetBytes(country));
            }
        }

        builder.AddCountry(2, "FR"u8);
        var path = Path.Combine(folder, "browse.index");
        builder.Build(path, CancellationToken.None);
        return path;
    }
}
