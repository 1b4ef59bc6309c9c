using System.Globalization;
using Marquee.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Marquee.Catalog.Import;

/// <summary>Room on the disk, in numbers for people.</summary>
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

    public static Refusal BecameFull(Exception? fault = null) =>
        new("The disk became full while the catalog was built. Free some space and import again; the catalog of before is untouched.", Refusal.Disk, fault);

    public static string Sized(long bytes) => bytes < 1_000_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB");
}
