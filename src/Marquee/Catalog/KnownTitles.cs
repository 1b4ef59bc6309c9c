using System.Data.Common;
using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>What a member's file says about a title.</summary>
public sealed record KnownTitle
{
    public TitleId Id { get; init; }

    public string Title { get; init; } = "";

    /// <summary>Null when it equals <see cref="Title"/>.</summary>
    public string? Original { get; init; }

    public int? Year { get; init; }

    public int? EndYear { get; init; }

    public TitleKind Kind { get; init; }

    public int? Runtime { get; init; }

    public Genres Genres { get; init; }

    /// <summary>Said to be; a title of that genre is in any case.</summary>
    public bool Adult { get; init; }

    /// <summary>Of an episode, where the file names it.</summary>
    public SeriesOf? Series { get; init; }
}

/// <summary>
/// Facts of titles that outlive the catalog: those a member has something of. The catalog's row always comes first when there
/// is one, so a title that appears in a later dump completes itself.
/// </summary>
public sealed class KnownTitles(Database database, TimeProvider time)
{
    /// <summary>The columns of <see cref="TitleRow"/>, for <c>known.title k</c>.</summary>
    internal const string Columns = """
        k.id as id, k.kind as kind, k.title as title, k.original as original, k.adult as adult, k.year as year, k.end_year as endyear,
        k.runtime as runtime, k.genres as genres, k.rating as rating, k.votes as votes, k.countries as countries,
        k.series as series, k.series_title as seriestitle, k.season as season, k.episode as episode
        """;

    /// <summary>What IMDb's own files said is not replaced by what a member's file says.</summary>
    const string Replace = """
        on conflict (id) do update set
          kind = excluded.kind, title = excluded.title, original = excluded.original, adult = excluded.adult, year = excluded.year,
          end_year = excluded.end_year, runtime = excluded.runtime, genres = excluded.genres, rating = excluded.rating, votes = excluded.votes,
          countries = excluded.countries, series = excluded.series, series_title = excluded.series_title, season = excluded.season,
          episode = excluded.episode, from_catalog = excluded.from_catalog, learned_at = excluded.learned_at
        where excluded.from_catalog or not known.title.from_catalog
        """;

    /// <summary>
    /// Keeps what a member's file says about titles that the catalog lacks. What IMDb's own files once said stays. Whoever has kept
    /// all of a file awaits <see cref="KnownSearch.Refresh"/>, so that search finds it at once.
    /// </summary>
    public Task Keep(IReadOnlyCollection<KnownTitle> kept, CancellationToken ct) => Store([.. kept.Select(k => new TitleFacts
    {
        Id = k.Id,
        Title = k.Title,
        Original = k.Original == k.Title ? null : k.Original,
        Year = k.Year,
        Kind = k.Kind,
        Runtime = k.Runtime,
        EndYear = k.EndYear,
        Genres = k.Genres,
        Adult = k.Adult || (Genres.Named("Adult") is { } adult && k.Genres.Has(adult)),
        Series = k.Series,
    })], ct);

    /// <summary>
    /// Copies the catalog's facts of titles that members touch, so that they stay readable when a later dump lacks them. The
    /// databases do it among themselves: whole files of history come through here.
    /// </summary>
    public async Task Remember(IReadOnlyCollection<TitleId> ids, CancellationToken ct)
    {
        var together = database.Dialect.Engine == Engine.Sqlite ? "group_concat(country, ',')" : "string_agg(country, ',')";
        var at = time.GetUtcNow().ToUnixTimeSeconds();
        foreach (var some in ids.Select(id => id.Number).Distinct().Chunk(IdList.Batch))
        {
            await database.Write(Storage.Store.Known, writing => writing.Execute($"""
                insert into known.title
                  (id, kind, title, original, adult, year, end_year, runtime, genres, rating, votes, countries, series, series_title, season, episode, from_catalog, learned_at)
                select t.id, t.kind, t.title, t.original, t.adult, t.year, t.end_year, t.runtime, t.genres, t.rating, t.votes,
                  (select {together} from (select country from catalog.country where title = t.id order by position, country) c), e.series, s.title, e.season, e.number, @yes, @at
                {TitleRow.From} where t.id {IdList.In(database.Dialect)}
                {Replace}
                """, IdList.Of(database.Dialect, some, new { at, yes = true })), ct);
        }
    }

    /// <summary>Titles that only members' files or earlier catalogs know. Few: the search reads them all.</summary>
    internal static async Task<IReadOnlyList<TitleFacts>> NotInCatalog(DbConnection connection, CancellationToken ct)
    {
        return [.. (await connection.QueryAsync<TitleRow>(new CommandDefinition(
            $"select {Columns} from known.title k where not exists (select 1 from catalog.title t where t.id = k.id)", cancellationToken: ct)))
            .Select(row => row.Facts(known: true))];
    }

    async Task Store(IReadOnlyList<TitleFacts> facts, CancellationToken ct)
    {
        var at = time.GetUtcNow().ToUnixTimeSeconds();
        await database.WriteInBatches(Storage.Store.Known, facts, (writing, f) => writing.Execute($"""
            insert into known.title
              (id, kind, title, original, adult, year, end_year, runtime, genres, rating, votes, countries, series, series_title, season, episode, from_catalog, learned_at)
            values
              (@id, @kind, @title, @original, @adult, @year, @end, @runtime, @genres, @rating, @votes, @countries, @series, @seriesTitle, @season, @episode, @fromCatalog, @at)
            {Replace}
            """, new
        {
            id = f.Id.Number,
            kind = (int)f.Kind,
            title = f.Title,
            original = f.Original,
            adult = f.Adult,
            year = f.Year,
            end = f.EndYear,
            runtime = f.Runtime,
            genres = f.Genres.Bits,
            rating = f.Rating is { } mean ? (int?)Math.Round(mean * 10) : null,
            votes = f.Votes,
            countries = f.Countries.Count == 0 ? null : string.Join(',', f.Countries),
            series = f.Series?.Id.Number,
            seriesTitle = f.Series?.Title,
            season = f.Series?.Season,
            episode = f.Series?.Episode,
            fromCatalog = false,
            at,
        }), ct);
    }
}
