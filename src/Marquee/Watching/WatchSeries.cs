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

    /// <summary>The catalog can say it: the title is no episode, or one whose series is known.</summary>
    const string Open = """
        w.member = @member and w.series is null and exists (
          select 1 from catalog.title t left join catalog.episode e on e.title = t.id where t.id = w.title and (t.kind <> @episode or e.series is not null))
        """;

    public static async Task Fill(Database database, DbConnection reading, long member, CancellationToken ct)
    {
        var asked = new { member, episode = (int)TitleKind.TvEpisode, Stretch };
        while (await reading.ExecuteScalarAsync<long?>(new CommandDefinition($"select w.id from house.watch w where {Open} limit 1", asked, cancellationToken: ct)) is not null)
        {
            await database.Write(Store.House, writing => writing.Execute($"""
                update house.watch set series = coalesce((select e.series from catalog.episode e where e.title = watch.title), 0)
                where id in (select w.id from house.watch w where {Open} limit @Stretch)
                """, asked), ct);
        }
    }
}
