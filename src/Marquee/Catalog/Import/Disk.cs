namespace Marquee.Catalog.Import;

/// <summary>Room on the disk.</summary>
static class Disk
{
    public static long Free(string folder) => new DriveInfo(folder).AvailableFreeSpace;
}
