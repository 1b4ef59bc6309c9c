using System.Data.Common;
using Dapper;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>
/// Notes with each watch whose episode it was, so that a page about series need not ask the catalog for every watch. Whoever adds
/// watches leaves that open; the first question about series fills it in.
/// </summary>
static class WatchSeries
{
    /// <summary>Rows in one transaction: some ten milliseconds.</summary>
    const int Stretch = 2000;

    /// <summary>Watches that nobody has looked at and of which the catalog can say it.</summary>
    static readonly string Open = $"w.member = @member and w.series is null and {EpisodeWords.Placeable("w.title")}";

    public static async Task Fill(Database database, DbConnection reading, long member, CancellationToken ct)
    {
        var asked = new { member, Stretch };
        while (await reading.ExecuteScalarAsync<long?>(new CommandDefinition($"select w.id from house.watch w where {Open} limit 1", asked, cancellationToken: ct)) is not null)
        {
            await database.Write(Store.House, writing => writing.Execute($"""
                update house.watch set series = coalesce({EpisodeWords.SeriesOf("watch.title")}, 0)
                where id in (select w.id from house.watch w where {Open} limit @Stretch)
                """, asked), ct);
        }
    }
}
