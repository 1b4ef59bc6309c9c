using Microsoft.Data.Sqlite;

namespace Marquee.Storage;

/// <summary>A connection with the statements that were prepared on it, each under its text; used by one query at a time.</summary>
sealed class KeptStatements(SqliteConnection connection) : IDisposable
{
    /// <summary>The pages ask about a hundred different questions; the one not used for longest gives way.</summary>
    const int Most = 128;

    readonly OrderedDictionary<string, SqliteCommand> _kept = new(StringComparer.Ordinal);

    public SqliteConnection Connection => connection;

    /// <returns>A prepared statement without parameters, which belongs to the caller until it is given back.</returns>
    public SqliteCommand Take(string sql)
    {
        if (_kept.Remove(sql, out var kept))
        {
            return kept;
        }

        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Prepare();
        return command;
    }

    public void GiveBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        command.Transaction = null;
        if (!_kept.TryAdd(command.CommandText, command))
        {
            command.Dispose(); // the same text was used twice at once
        }
        else if (_kept.Count > Most)
        {
            _kept.GetAt(0).Value.Dispose();
            _kept.RemoveAt(0);
        }
    }

    /// <summary>The connection ends its statements.</summary>
    public void Dispose() => connection.Dispose();
}
