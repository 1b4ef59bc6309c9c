using System.Data.Common;
using Dapper;
using Marquee.Catalog.Ceilings;
using Marquee.Catalog.Merging;
using Marquee.Storage;

namespace Marquee.Catalog.Ages;

/// <summary>Reads what sources say of ages, for those who decide what a child sees.</summary>
static class SourceAges
{
    /// <summary>The setting of the house's country.</summary>
    internal const string CountrySetting = "age.country";

    /// <summary>Rises with every change of what sources say, and of what the titles they speak of were merged into.</summary>
    public const string Revision = """
        (select coalesce(max(revision), 0) from known.title_age_revision)
        + (select coalesce(sum(case when redirects is null then 2 else 1 end), 0) from house.title_merge)
        """;

    /// <returns>ISO 3166-1; empty when the house has none.</returns>
    public static async Task<string> Country(DbConnection connection, CancellationToken ct) => await Settings.Find<string>(connection, CountrySetting, ct) ?? "";

    /// <summary>One age a title: by the certificate of the house's country, else the highest that another country gives.</summary>
    public static async Task<IReadOnlyList<AgeRating>> All(DbConnection connection, CancellationToken ct)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition("""
            select title, coalesce(max(case when country = @country then age end), max(age)) as age from known.title_age group by title
            """, new { country = await Country(connection, ct) }, cancellationToken: ct));
        var merged = await MergedTitles.All(connection, ct);
        return [.. rows.GroupBy(row => merged.GetValueOrDefault(row.Title, row.Title), (title, of) => new AgeRating(new TitleId(title), of.Max(row => row.Age)))];
    }

    /// <param name="titles">A title with all that were merged into it.</param>
    /// <returns>Null when no source says anything of them that we understand.</returns>
    public static async Task<SourceAge?> Of(DbConnection connection, Dialect dialect, IEnumerable<TitleId> titles, CancellationToken ct)
    {
        var country = await Country(connection, ct);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            $"select title, source, country, certificate, age from known.title_age where title {IdList.In(dialect)}",
            IdList.Of(dialect, [.. titles.Select(t => t.Number)]), cancellationToken: ct))).ToList();
        return rows.GroupBy(row => row.Title, (_, of) => Chosen([.. of], country)).MaxBy(row => row.Age) is { } row
            ? new SourceAge(row.Source, row.Country, Certificates.Spoken(row.Country, row.Certificate), row.Age)
            : null;
    }

    static Row Chosen(IReadOnlyList<Row> rows, string country)
    {
        var own = rows.Where(row => row.Country == country).ToList();
        return (own.Count > 0 ? own : rows).OrderByDescending(row => row.Age).ThenBy(row => row.Country, StringComparer.Ordinal).First();
    }

    sealed record Row
    {
        public long Title { get; init; }

        public string Source { get; init; } = "";

        public string Country { get; init; } = "";

        public string Certificate { get; init; } = "";

        public int Age { get; init; }
    }
}
