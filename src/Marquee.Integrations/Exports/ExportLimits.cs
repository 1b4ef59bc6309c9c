namespace Marquee.Integrations.Exports;

/// <summary>What a member's export may cost. Real ones stay far below: twenty years of daily plays are some ten megabytes.</summary>
public static class ExportLimits
{
    /// <summary>Of the file as it is uploaded.</summary>
    public const int Bytes = 50 * 1024 * 1024;

    public const int Rows = 500_000;

    /// <summary>Entries of an archive; a Letterboxd archive has some forty, and one for each list.</summary>
    public const int Entries = 2000;

    /// <summary>Of one entry of an archive, unpacked.</summary>
    public const int EntryBytes = 50 * 1024 * 1024;

    /// <summary>Of all entries of an archive, unpacked.</summary>
    public const long ArchiveBytes = 200L * 1024 * 1024;

    /// <summary>Unpacked to packed; history as JSON reaches 30.</summary>
    public const int Ratio = 200;

    /// <summary>Below this an entry may be packed as tightly as it likes.</summary>
    public const int RatioFrom = 1024 * 1024;

    /// <summary>Characters of a cell that are kept for the rejects.</summary>
    public const int Cell = 2000;

    /// <summary>Characters of a title or the name of a list.</summary>
    public const int Name = 500;

    /// <summary>Characters of a review or another text that the member wrote.</summary>
    public const int Note = 20_000;

    /// <summary>How deep JSON may be nested.</summary>
    public const int Depth = 32;
}
