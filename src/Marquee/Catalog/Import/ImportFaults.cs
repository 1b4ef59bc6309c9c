using Marquee.Storage;
using Marquee.Texts;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace Marquee.Catalog.Import;

/// <summary>Why a generation could not be built, where the reason lies outside of Marquee and a host can put it right.</summary>
static class ImportFaults
{
    /// <returns>Null for every other fault.</returns>
    public static Refusal? Told(Exception fault) => fault switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_IOERR } => DiskFull(fault),
        // ENOSPC and EDQUOT, as .NET hands them over; ERROR_DISK_FULL on Windows.
        IOException { HResult: 28 or 122 or unchecked((int)0x80070070) } => DiskFull(fault),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory } server =>
            new Refusal(server, "catalog.serverFull", ("why", server.MessageText)) { ExitCode = Refusal.Disk },
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow } server =>
            new Refusal(server, "catalog.serverLost", ("why", server.MessageText)),
        // Everything that is no answer of the server: its connection broke.
        NpgsqlException and not PostgresException => new Refusal(fault, "catalog.serverLost", ("why", fault.Message)),
        _ => null,
    };

    public static Refusal DiskFull(Exception? fault = null) => new(new Text("catalog.diskFull"), fault) { ExitCode = Refusal.Disk };
}
