using System.Data.Common;
using Dapper;
using Marquee.Catalog.Merging;
using Marquee.Journal;

namespace Marquee.Watching.Statistics;

/// <summary>
/// Tells whether a member's watches and ratings are still the same, without reading them. Every change writes a fact in its
/// transaction, and merged titles are told by their own number; only a file writes its rows behind its fact, so while one is at work
/// nothing counts as the same.
/// </summary>
static class HistoryStamps
{
    static long _working;

    public static async Task<string> Of(DbConnection connection, long member, CancellationToken ct)
    {
        var states = (await connection.QueryAsync<string>(new CommandDefinition(
            "select state || ':' || coalesce(job, 0) from house.import where member = @member order by id", new { member }, cancellationToken: ct))).AsList();
        var stamp = $"{await Facts.Latest(connection, member, ct)} {await MergedTitles.State(connection, ct)} {string.Join(',', states)}";
        return states.Exists(state => state.StartsWith("applying", StringComparison.Ordinal) || state.StartsWith("undoing", StringComparison.Ordinal)) ? $"{stamp} {Interlocked.Increment(ref _working)}" : stamp;
    }
}
