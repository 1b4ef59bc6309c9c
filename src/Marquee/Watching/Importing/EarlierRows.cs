using System.Data.Common;
using Dapper;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching.Importing;

/// <summary>What rows of a member's earlier files were taken for by the evidence of names, and still are.</summary>
static class EarlierRows
{
    /// <returns>By the keys of the row; those of the latest file where files differ. Rows that were told by id need no memory.</returns>
    public static async Task<Dictionary<string, RowMatch>> Of(Database database, long member, CancellationToken ct)
    {
        var taken = new Dictionary<string, RowMatch>(StringComparer.Ordinal);
        await using DbConnection connection = await database.Read(ct);
        foreach (var row in await connection.QueryAsync<TakenRow>(new CommandDefinition("""
            select r.own_key as OwnKey, r.name_key as NameKey, r.title as Title, r.certainty as Certainty
            from house.import i join house.import_row r on r.import = i.id
            where i.member = @member and r.result is not null and r.undone is null and r.title is not null and r.certainty < 1
            order by r.import, r.number
            """, new { member }, cancellationToken: ct)))
        {
            var match = RowMatch.Before(new TitleId(row.Title), row.Certainty);
            foreach (var key in new[] { row.OwnKey, row.NameKey }.OfType<string>())
            {
                taken[key] = match;
            }
        }

        return taken;
    }

    sealed record TakenRow
    {
        public string? OwnKey { get; init; }

        public string? NameKey { get; init; }

        public long Title { get; init; }

        public double Certainty { get; init; }
    }
}
