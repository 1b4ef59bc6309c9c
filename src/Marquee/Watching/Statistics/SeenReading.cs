using System.Data.Common;
using Dapper;
using Marquee.Catalog;
using Marquee.Storage;

namespace Marquee.Watching.Statistics;

/// <summary>Reads what a member has watched and rated, without an object for each of a hundred thousand rows.</summary>
static class SeenReading
{
    /// <param name="known">What was read of the titles before.</param>
    /// <param name="sight">What the member is shown.</param>
    public static async Task<(SeenTitles Seen, TitleTraits Traits)> Of(DbConnection connection, Dialect dialect, long member, TitleTraits known, Sight sight, CancellationToken ct)
    {
        var plays = new List<(long Title, long? At)>(known.Titles.Count);
        await using (var reader = await connection.ExecuteReaderAsync(new CommandDefinition("select title, at from house.watch where member = @member", new { member }, cancellationToken: ct)))
        {
            while (await reader.ReadAsync(ct))
            {
                plays.Add((reader.GetInt64(0), At(reader, 1)));
            }
        }

        var ratings = new Dictionary<long, (int Value, long? At)>();
        await using (var reader = await connection.ExecuteReaderAsync(new CommandDefinition("select title, value, rated_at from house.rating where member = @member", new { member }, cancellationToken: ct)))
        {
            while (await reader.ReadAsync(ct))
            {
                ratings[reader.GetInt64(0)] = (reader.GetInt32(1), At(reader, 2));
            }
        }

        var traits = await TraitReading.Of(connection, dialect, plays.Select(play => play.Title).Concat(ratings.Keys), known, ct);
        return (SeenTitles.Of(plays, ratings, traits, sight), traits);
    }

    static long? At(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
}
