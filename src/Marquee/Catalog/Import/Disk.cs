using Marquee.Storage;
using Marquee.Texts;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Marquee.Catalog.Import;

/// <summary>Room on the disk.</summary>
static class Disk
{
    public static long Free(string folder) => new DriveInfo(folder).AvailableFreeSpace;

    /// <summary>Says whether writing failed for want of room: of the disk or of a quota.</summary>
    public static bool IsFull(Exception fault) => fault switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is raw.SQLITE_FULL or raw.SQLITE_IOERR,
        // ENOSPC and EDQUOT, as .NET hands them over; ERROR_DISK_FULL on Windows.
        IOException io => io.HResult is 28 or 122 or unchecked((int)0x80070070),
        _ => false,
    };

    public static Refusal BecameFull(Exception? fault = null) => new(new Text("catalog.diskFull"), fault) { ExitCode = Refusal.Disk };
}
