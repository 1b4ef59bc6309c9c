using System.Data.Common;
using Dapper;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Watching.Importing;

/// <summary>
/// What the member said was about another title (<see cref="Corrections"/>), for files that tell it under the wrong title again. A
/// row all of whose watch and rating were corrected is about the other title; of any other row, what was corrected has no effect.
/// </summary>
sealed class ImportCorrections(Database database, Titles titles)
{
    /// <summary>A correction may itself have been corrected; further than this nobody goes.</summary>
    const int Steps = 3;

    const string Of = "select 1 from house.correction c where c.member = @member and c.title = r.title";

    static readonly string SameWatch = $"c.what = 'watch' and ((c.at is null and r.watched_at is null) or {WatchWindow.Reaches("c.at", "r.watched_at")})";

    static readonly string SameRating = $"c.what = 'rating' and c.value = r.rating and coalesce(abs(c.at - r.rated_at), 0) <= {WatchWindow.SameDay}";

    /// <summary>Whether the watch of a row <c>r</c> of the member <c>@member</c> was said to be of another title.</summary>
    public static readonly string WatchMoved = $"exists ({Of} and {SameWatch})";

    /// <inheritdoc cref="WatchMoved"/>
    public static readonly string RatingMoved = $"exists ({Of} and {SameRating})";

    /// <summary>Gives the rows of a file that was just read the titles that the member said they are about.</summary>
    public async Task Follow(long import, long member, CancellationToken ct)
    {
        for (var step = 0; step < Steps && await Corrected(import, member, ct) is { Count: > 0 } rows; step++)
        {
            var facts = await titles.Find([.. rows.Select(row => new TitleId(row.Meant)).Distinct()], ct);
            await database.Write(Store.House, async writing =>
            {
                foreach (var row in rows)
                {
                    var (into, found) = (new TitleId(row.Meant), facts.GetValueOrDefault(new TitleId(row.Meant)));
                    var match = new RowMatch(into, 1, [new Text("watching.match.corrected")], []);
                    await ImportStore.SetMatch(writing, import, row.Number, match, found is not { Known: false }, found is null ? null : (int)found.Kind);
                }
            }, ct);
        }
    }

    async Task<IReadOnlyList<CorrectedRow>> Corrected(long import, long member, CancellationToken ct)
    {
        await using DbConnection connection = await database.Read(ct);
        return (await connection.QueryAsync<CorrectedRow>(new CommandDefinition($"""
            select r.number, min(m.into_title) as Meant
            from house.import_row r join house.correction m on m.member = @member and m.title = r.title
            where r.import = @import and (r.said & 3) > 0
              and ((r.said & 1) = 0 or exists ({Of} and c.into_title = m.into_title and {SameRating}))
              and ((r.said & 2) = 0 or exists ({Of} and c.into_title = m.into_title and {SameWatch}))
            group by r.number order by r.number
            """, new { import, member }, cancellationToken: ct))).AsList();
    }

    sealed record CorrectedRow
    {
        public int Number { get; init; }

        public long Meant { get; init; }
    }
}
