using System.Data.Common;
using Dapper;

namespace Marquee.Storage;

/// <summary>
/// What a capability takes out of a house that comes from a backup, before that house takes the place of the one in the folder:
/// what must not come back to life, and what points into stores that were not saved with it.
/// </summary>
public interface IRestoreStep
{
    Task Take(RestoredHouse house, CancellationToken ct);
}

/// <param name="restored">The house from the backup, brought up to date; nobody uses it yet.</param>
/// <param name="replaced">The house that makes room; null when the folder has none.</param>
public sealed class RestoredHouse(DbConnection restored, DbConnection? replaced)
{
    public Task Execute(string sql, object? parameters = null) => restored.ExecuteAsync(sql, parameters);

    /// <returns>Rows of the house that makes room; none when it cannot be read, which may be why somebody restores.</returns>
    public async Task<IReadOnlyList<T>> Replaced<T>(string sql)
    {
        try
        {
            return replaced is null ? [] : (await replaced.QueryAsync<T>(sql)).AsList();
        }
        catch (DbException)
        {
            return [];
        }
    }
}
