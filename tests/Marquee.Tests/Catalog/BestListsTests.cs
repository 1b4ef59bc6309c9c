using System.Globalization;
using Marquee.Catalog;
using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Tests.Catalog;

public sealed class BestListsTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task The_list_is_the_one_that_counting_by_hand_gives(Engine engine)
    {
        var random = new Random(11);
        var rows = Enumerable.Range(1, 4000).Select(i => (
            Id: i,
            Kind: random.Next(4) == 0 ? "tvSeries" : "movie",
            Adult: random.Next(20) == 0,
            Year: random.Next(10) == 0 ? (int?)null : random.Next(1950, 2025),
            Genre: random.Next(3) == 0 ? "Drama,War" : "Comedy",
            Country: random.Next(2) == 0 ? "FR" : "JP",
            Tenths: random.Next(10, 101),
            Votes: random.Next(3) == 0 ? 0 : (int)Math.Pow(10, random.NextDouble() * 6) / 10 * 10)).ToList();
        using var files = new ImdbFiles()
            .Write(ImdbFile.Basics, [.. rows.Select(r => $"tt{r.Id:D7}|{r.Kind}|T|T|{(r.Adult ? 1 : 0)}|{r.Year?.ToString(CultureInfo.InvariantCulture) ?? "\\N"}|\\N|\\N|{r.Genre}")])
            .Write(ImdbFile.Ratings, [.. rows.Where(r => r.Votes > 0).Select(r => $"tt{r.Id:D7}|{r.Tenths / 10}.{r.Tenths % 10}|{r.Votes}")])
            .Write(ImdbFile.Countries, [.. rows.Select(r => $"tt{r.Id:D7}|{r.Country}")]);
        await using var house = await CatalogHouse.With(files, engine);
        var voted = rows.Where(r => r.Votes > 0 && r.Kind == "movie" && !r.Adult).ToList();
        var mean = voted.Sum(r => (double)r.Votes * r.Tenths / 10) / voted.Sum(r => (double)r.Votes);
        BestQuery[] queries =
        [
            new(), new() { Skip = 40, Limit = 30 }, new() { Genres = Genres.Of(["War"]) }, new() { Decade = 1990 }, new() { Country = "JP" },
            new() { MinVotes = 5000, Prior = 0 }, new() { Prior = 500, Mean = 5 }, new() { Country = "FR", Decade = 1970, Genres = Genres.Of(["Drama"]), Prior = 100, Limit = 1000 },
            new() { Mean = 10 },
        ];
        foreach (var query in queries)
        {
            var fits = rows.Where(r => r.Kind == "movie" && !r.Adult
                && (query.Genres.IsEmpty || Genres.Of(r.Genre.Split(',')).Has(query.Genres))
                && (query.Decade is not { } decade || r.Year / 10 * 10 == decade)
                && (query.Country is not { } country || r.Country == country)).ToList();
            var expected = fits.Where(r => r.Votes >= (query.MinVotes ?? 1))
                .Select(r => (r.Id, r.Votes, Weighted: WeightedRating.Of(r.Tenths / 10.0, r.Votes, query.Mean ?? mean, query.Prior ?? 25_000)))
                .OrderByDescending(r => r.Weighted).ThenByDescending(r => r.Votes).ThenBy(r => r.Id).ToList();
            var best = await house.Get<BestLists>().Find(query, Ct);
            Assert.Equal(expected.Skip(query.Skip).Take(query.Limit).Select(r => (long)r.Id), best.Items.Select(i => i.Title.Id.Number));
            Assert.Equal(expected.Count, best.Total);
            Assert.Equal(fits.Count(r => r.Votes == 0), best.WithoutVotes);
            Assert.Equal(query.Mean ?? mean, best.C!.Value, precision: 9);
            Assert.Equal(Enumerable.Range(query.Skip + 1, best.Items.Count), best.Items.Select(i => i.Rank));
        }

        var facets = (await house.Get<BestLists>().Find(new BestQuery(), Ct)).Facets;
        Assert.Equal(["Comedy", "Drama", "War"], facets.Genres);
        Assert.Equal([1950, 1960, 1970, 1980, 1990, 2000, 2010, 2020], facets.Decades);
        Assert.Equal(["FR", "JP"], facets.Countries);
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task Without_any_votes_the_list_is_empty_and_says_how_many_it_left_out(Engine engine)
    {
        await using var house = await CatalogHouse.Open(engine);
        await house.Get<SampleCatalog>().Load(Ct);
        var best = await house.Get<BestLists>().Find(new BestQuery(), Ct);
        Assert.Empty(best.Items);
        Assert.Null(best.C);
        Assert.True(best.WithoutVotes > 100);
        Assert.Contains("Drama", best.Facets.Genres);
        Assert.True(best.Facets.Countries.Count > 40);
    }
}
