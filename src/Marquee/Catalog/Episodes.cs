using Dapper;
using Marquee.Storage;

namespace Marquee.Catalog;

/// <summary>Episodes of series, in the order of their numbers; those without a number come last.</summary>
public sealed class Episodes(Database database)
{
    const string InOrder = "order by e.season is null, e.season, e.number is null, e.number, t.year, t.id";

    const string From = """
        from catalog.episode e
        join catalog.title t on t.id = e.title
        left join catalog.title s on s.id = e.series
        """;

    /// <param name="season">Null for all seasons.</param>
    public async Task<IReadOnlyList<TitleFacts>> Of(TitleId series, int? season, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return [.. (await connection.QueryAsync<TitleRow>(new CommandDefinition(
            $"select {TitleRow.Columns} {From} where e.series = @series {(season is null ? "" : "and e.season = @season")} {InOrder}",
            new { series = series.Number, season }, cancellationToken: ct))).Select(row => row.Facts([]))];
    }

    /// <summary>The episode with that number of each series; a series without one is left out.</summary>
    public async Task<IReadOnlyList<TitleFacts>> Numbered(IReadOnlyCollection<TitleId> series, int season, int number, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var some = series.Select(id => id.Number).ToArray();
        return [.. (await connection.QueryAsync<TitleRow>(new CommandDefinition(
            $"select {TitleRow.Columns} {From} where e.series {IdList.In(database.Dialect)} and e.season = @season and e.number = @number {InOrder}",
            IdList.Of(database.Dialect, some, new { season, number }), cancellationToken: ct))).Select(row => row.Facts([]))];
    }
}
