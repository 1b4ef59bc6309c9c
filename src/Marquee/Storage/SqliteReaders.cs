using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Marquee.Storage;

/// <summary>
/// Open connections of one catalog generation for reading, kept from one query to the next with the statements that they have
/// prepared: opening, attaching and preparing costs more than most queries.
/// </summary>
/// <param name="open">Opens a further one.</param>
sealed class SqliteReaders(Func<CancellationToken, Task<SqliteConnection>> open)
{
    /// <summary>Idle ones that are kept. Queries run on the thread that asks, so more are seldom at work at once.</summary>
    const int MostIdle = 16;

    readonly Lock _lock = new();
    readonly Stack<KeptStatements> _idle = [];
    bool _ended;

    public async Task<DbConnection> Take(CancellationToken ct)
    {
        lock (_lock)
        {
            if (_idle.TryPop(out var kept))
            {
                return new ReadingConnection(kept, this);
            }
        }

        return new ReadingConnection(new KeptStatements(await open(ct)), this);
    }

    internal void GiveBack(KeptStatements reader)
    {
        lock (_lock)
        {
            if (!_ended && _idle.Count < MostIdle)
            {
                _idle.Push(reader);
                return;
            }
        }

        reader.Dispose();
    }

    /// <summary>Closes them; those at work are closed when they are given back.</summary>
    public void End()
    {
        lock (_lock)
        {
            _ended = true;
            while (_idle.TryPop(out var kept))
            {
                kept.Dispose();
            }
        }
    }
}
