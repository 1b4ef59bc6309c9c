using System.Globalization;

namespace Marquee.Catalog.Import;

/// <summary>Room on the disk, in numbers for people.</summary>
static class Disk
{
    public static long Free(string folder) => new DriveInfo(folder).AvailableFreeSpace;

    public static string Sized(long bytes) => bytes < 1_000_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB");
}
