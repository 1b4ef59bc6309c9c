using Dapper;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Tests.Catalog;

/// <summary>The import comes later there, but the tables and the queries are the same text on both engines.</summary>
public sealed class PostgresCatalogTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Every_query_gives_on_postgres_what_it_gives_on_sqlite()
    {
        await using var house = await TestHouse.Open(Engine.Postgres, services => services.AddCatalog());
        await using (var connection = await house.Database.Read(Ct))
        {
            await connection.ExecuteAsync("""
                insert into catalog.title (id, kind, title, original, adult, year, end_year, runtime, genres, rating, votes) values
                  (101, 1, 'Harbour of Salt', 'Sal y puerto', false, 1994, null, 102, 256, 81, 40000),
                  (102, 1, 'Nobody Voted', null, false, null, null, null, 0, null, null),
                  (200, 4, 'The Lighthouse Keepers', null, false, 2010, 2012, 45, 32, null, null),
                  (201, 6, 'First Lamp', null, false, 2010, null, null, 32, 74, 12);
                insert into catalog.episode (title, series, season, number) values (201, 200, 1, 1);
                insert into catalog.aka (title, ordering, name, region, language, types, attributes, original) values (101, 2, 'Hafen aus Salz', 'DE', null, 'imdbDisplay', null, false);
                insert into catalog.crew (title, role, ordering, person) values (101, 1, 1, 1);
                insert into catalog.principal (title, ordering, person, category, job, characters) values (201, 1, 1, 'self', null, '["Herself"]');
                insert into catalog.person (id, name, birth_year, known_for) values (1, 'Ines Vega', 1950, 'tt0000101');
                insert into catalog.country (title, country) values (101, 'ES');
                insert into catalog.tally (kind, decade, genres, adult, titles, voted, votes, weighted) values (1, 1990, 256, false, 1, 1, 40000, 3240000), (1, -1, 0, false, 1, 0, 0, 0);
                insert into catalog.source_file (name, rows, rejected, stored, bytes) values ('title.basics', 4, 0, 4, 1)
                """);
        }

        var film = (await house.Title("tt0000101"))!;
        Assert.Equal(("Sal y puerto", 8.1, "ES"), (film.Original, film.Rating, Assert.Single(film.Countries)));
        var page = (await house.Get<TitlePages>().Find(new TitleId(101), "de", Ct))!;
        Assert.Equal(("Hafen aus Salz", "Ines Vega"), (page.LocalTitle, Assert.Single(page.Directors).Name));
        Assert.Equal([new SeasonCount(1, 1)], (await house.Get<TitlePages>().Find(new TitleId(200), null, Ct))!.Seasons);
        Assert.Equal(["First Lamp"], (await house.Get<Episodes>().Of(new TitleId(200), 1, Ct)).Select(e => e.Title));
        Assert.Single(await house.Get<Episodes>().Numbered([new TitleId(200)], 1, 1, Ct));
        Assert.Equal(["The Lighthouse Keepers", "Harbour of Salt"], (await house.Get<PersonPages>().Find(new PersonId(1), false, Ct))!.Films.Select(f => f.Title.Title));
        var best = await house.Get<BestLists>().Find(new BestQuery { Genres = Genres.Of(["Drama"]), Decade = 1990, Country = "ES", MinVotes = 5 }, Ct);
        Assert.Equal((1L, 0L, 8.1), (best.Total, best.WithoutVotes, best.C));
        Assert.Equal((1L, 1L), ((await house.Get<BestLists>().Find(new BestQuery(), Ct)).Total, (await house.Get<BestLists>().Find(new BestQuery(), Ct)).WithoutVotes));
        Assert.Equal(4, (await house.Get<CatalogFacts>().Find(Ct)).Titles);
        Assert.Single(await house.Get<LocalNames>().For([new TitleId(101)], "de", Ct));
    }
}
