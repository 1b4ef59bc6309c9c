using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Marquee.Storage;

/// <summary>
/// Takes back what is not committed when it is disposed, instead of the transaction itself. A commit that finds the disk full has been
/// taken back by SQLite, which the driver does not know: it would say that there is nothing to take back, instead of what went
/// wrong, and say it again when the connection is closed.
/// </summary>
readonly struct TransactionEnd(DbTransaction transaction) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        if (transaction is not SqliteTransaction { Connection: { } connection })
        {
            await transaction.DisposeAsync();
            return;
        }

        if (raw.sqlite3_get_autocommit(connection.Handle) != 0)
        {
            raw.sqlite3_exec(connection.Handle, "begin");
        }

        await transaction.DisposeAsync();
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            raw.sqlite3_exec(connection.Handle, "rollback");
        }
    }
}
