using System.Data.Common;
using Dapper;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Tests;

/// <summary>Rows of a catalog for one test, written straight into the tables: the importer has tests of its own.</summary>
static class TestCatalog
{
    public static async Task Add(TestHouse house, params CatalogTitle[] titles)
    {
        await using var connection = await Open(house);
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var title in titles)
        {
            await connection.ExecuteAsync("""
                insert into catalog.title (id, kind, title, adult, year, runtime, genres, rating, votes)
                values (@Id, @Kind, @Title, @Adult, @Year, @Runtime, @genres, @rating, @Votes)
                """, new
            {
                title.Id,
                Kind = (int)title.Kind,
                title.Title,
                title.Adult,
                title.Year,
                title.Runtime,
                genres = Genres.Of(title.Genres.Split(',')).Bits,
                rating = title.Rating is { } mean ? (int?)Math.Round(mean * 10) : null,
                title.Votes,
            }, transaction);
            await Tally(connection, transaction, title);
            await Rows(connection, transaction, title);
        }

        await transaction.CommitAsync();
    }

    public static async Task Person(TestHouse house, long id, string name)
    {
        await using var connection = await Open(house);
        await connection.ExecuteAsync("insert into catalog.person (id, name) values (@id, @name)", new { id, name });
    }

    public static async Task Remove(TestHouse house, long id)
    {
        await using var connection = await Open(house);
        await connection.ExecuteAsync("delete from catalog.title where id = @id", new { id });
    }

    /// <summary>What the importer counts beside the titles.</summary>
    static Task<int> Tally(DbConnection connection, DbTransaction transaction, CatalogTitle title) => connection.ExecuteAsync("""
        insert into catalog.tally (kind, decade, genres, adult, titles, voted, votes, weighted) values (@kind, @decade, @genres, @Adult, 1, @voted, @votes, @weighted)
        on conflict (kind, decade, genres, adult) do update set titles = tally.titles + 1, voted = tally.voted + excluded.voted,
          votes = tally.votes + excluded.votes, weighted = tally.weighted + excluded.weighted
        """, new
    {
        kind = (int)title.Kind,
        decade = title.Year is { } year ? year - (year % 10) : -1,
        genres = Genres.Of(title.Genres.Split(',')).Bits,
        title.Adult,
        voted = title.Votes is null ? 0 : 1,
        votes = title.Votes ?? 0,
        weighted = (title.Votes ?? 0L) * (long)Math.Round((title.Rating ?? 0) * 10),
    }, transaction);

    static async Task Rows(DbConnection connection, DbTransaction transaction, CatalogTitle title)
    {
        foreach (var (country, position) in title.Countries.Split(',', StringSplitOptions.RemoveEmptyEntries).Select((c, i) => (c, i + 1)))
        {
            await connection.ExecuteAsync("insert into catalog.country (title, country, position) values (@Id, @country, @position)", new { title.Id, country, position }, transaction);
        }

        foreach (var (person, ordering) in title.Directors.Select((p, i) => (p, i)))
        {
            await connection.ExecuteAsync("insert into catalog.crew (title, role, ordering, person) values (@Id, 1, @ordering, @person)", new { title.Id, ordering, person }, transaction);
        }

        foreach (var (person, ordering) in title.Cast.Select((p, i) => (p, i + 1)))
        {
            await connection.ExecuteAsync("insert into catalog.principal (title, ordering, person, category) values (@Id, @ordering, @person, 'actor')", new { title.Id, ordering, person }, transaction);
        }

        if (title.Series is { } series)
        {
            await connection.ExecuteAsync("insert into catalog.episode (title, series, season, number) values (@Id, @series, @Season, @Number)", new { title.Id, series, title.Season, title.Number }, transaction);
        }
    }

    /// <summary>The current generation, for writing.</summary>
    public static async Task<DbConnection> Open(TestHouse house)
    {
        if (house.Database is PostgresDatabase postgres)
        {
            return await postgres.Open(house.Database.Generation, CancellationToken.None);
        }

        return await SqliteConnections.Open(house.Get<DataFolder>().CatalogFile(house.Database.Generation), Store.Catalog, pooled: false, CancellationToken.None);
    }
}

sealed record CatalogTitle(long Id, string Title)
{
    public TitleKind Kind { get; init; } = TitleKind.Movie;

    public bool Adult { get; init; }

    public int? Year { get; init; } = 1999;

    public int? Runtime { get; init; } = 100;

    public string Genres { get; init; } = "Drama";

    public double? Rating { get; init; }

    public int? Votes { get; init; }

    public string Countries { get; init; } = "";

    public long[] Directors { get; init; } = [];

    public long[] Cast { get; init; } = [];

    public long? Series { get; init; }

    /// <summary>Of an episode.</summary>
    public int? Season { get; init; } = 1;

    public int? Number { get; init; } = 1;
}
