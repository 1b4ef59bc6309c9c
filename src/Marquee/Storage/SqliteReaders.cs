using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Marquee.Storage;

/// <summary>
/// Open connections of one catalog generation for reading, kept from one query to the next with the statements that they have
/// prepared: opening, attaching and preparing costs more than most queries. The one given back last is lent first, so that those
/// a busy moment has opened grow old, and are closed.
/// </summary>
sealed class SqliteReaders
{
    /// <summary>Idle ones that are kept. Queries run on the thread that asks, so more are seldom at work at once.</summary>
    const int MostIdle = 16;

    /// <summary>Each holds its pages of the file, and up to <see cref="KeptStatements"/>' worth of statements.</summary>
    internal static readonly TimeSpan MostIdleTime = TimeSpan.FromMinutes(2);

    readonly Func<CancellationToken, Task<SqliteConnection>> _open;
    readonly TimeProvider _time;
    readonly ITimer _timer;
    readonly Lock _lock = new();

    /// <summary>The longest unused first.</summary>
    readonly List<(KeptStatements Reader, long Since)> _idle = [];
    bool _ended;

    /// <param name="open">Opens a further one.</param>
    public SqliteReaders(Func<CancellationToken, Task<SqliteConnection>> open, TimeProvider time)
    {
        (_open, _time) = (open, time);
        _timer = time.CreateTimer(_ => CloseOld(), null, MostIdleTime, MostIdleTime);
    }

    public async Task<DbConnection> Take(CancellationToken ct)
    {
        lock (_lock)
        {
            if (_idle is [.., var last])
            {
                _idle.RemoveAt(_idle.Count - 1);
                return new ReadingConnection(last.Reader, this);
            }
        }

        return new ReadingConnection(new KeptStatements(await _open(ct)), this);
    }

    internal void GiveBack(KeptStatements reader)
    {
        lock (_lock)
        {
            if (!_ended && _idle.Count < MostIdle)
            {
                _idle.Add((reader, _time.GetTimestamp()));
                return;
            }
        }

        reader.Dispose();
    }

    internal void CloseOld()
    {
        List<(KeptStatements Reader, long Since)> old;
        lock (_lock)
        {
            old = [.. _idle.TakeWhile(kept => _time.GetElapsedTime(kept.Since) >= MostIdleTime)];
            _idle.RemoveRange(0, old.Count);
        }

        old.ForEach(kept => kept.Reader.Dispose());
    }

    /// <summary>Closes them; those at work are closed when they are given back.</summary>
    public void End()
    {
        _timer.Dispose();
        lock (_lock)
        {
            _ended = true;
            _idle.ForEach(kept => kept.Reader.Dispose());
            _idle.Clear();
        }
    }
}
