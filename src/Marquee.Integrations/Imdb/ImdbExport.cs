namespace Marquee.Integrations.Imdb;

/// <summary>The four generations of the files that IMDb gives its members.</summary>
public enum ImdbExportLayout
{
    /// <summary>Every cell quoted, lower-case names, "You rated", dates such as <c>Sat Jan  3 00:00:00 2015</c>.</summary>
    Imdb2011,

    /// <summary>Ratings: Const, Your Rating and Date Rated first.</summary>
    Imdb2017,

    /// <summary>Lists: Position first, Your Rating and Date Rated last, kinds such as <c>tvMiniSeries</c>.</summary>
    ImdbList2017,

    /// <summary>With Original Title, kinds such as "TV Mini Series", and a file name that says nothing.</summary>
    Imdb2024,
}

/// <summary>What a file is, decided by its content: IMDb names its newer files at random.</summary>
public enum ImdbExportContent
{
    Ratings,

    /// <summary>The watchlist, or another list: their files are alike.</summary>
    Watchlist,
}

/// <summary>What became of reading a file.</summary>
public abstract record ImdbExportReading;

/// <summary>Something to tell a member about a file or a row.</summary>
/// <param name="Code">Stays the same from release to release.</param>
/// <param name="Values">What belongs into a sentence about it, by name: strings and numbers.</param>
public sealed record ImdbRemark(string Code, params IReadOnlyList<(string Name, object Value)> Values);

/// <param name="Why">What the file is instead.</param>
public sealed record UnreadableExport(ImdbRemark Why) : ImdbExportReading;

/// <summary>A member's own export. <see cref="Rows"/> reads anew each time it is walked, so a large file is never held as objects.</summary>
public sealed record ImdbExport(
    ImdbExportLayout Layout,
    ImdbExportContent Content,
    IReadOnlyList<string> Header,
    int RowCount,
    IEnumerable<ImdbExportRow> Rows) : ImdbExportReading;

/// <summary>One row, as far as it could be read.</summary>
public sealed record ImdbExportRow
{
    /// <summary>Line of the file on which the row starts; the first line is 1.</summary>
    public required int Line { get; init; }

    /// <summary>The cells as they stand in the file, for the rejects.</summary>
    public required IReadOnlyList<string> Cells { get; init; }

    /// <summary>Why nothing can be made of the row; null when it can be used.</summary>
    public ImdbRemark? Problem { get; init; }

    /// <summary>What was doubtful although the row can be used, such as a date that has two readings.</summary>
    public ImdbRemark? Note { get; init; }

    /// <summary>The number in <c>tt0111161</c>; 0 when <see cref="Problem"/> says why there is none.</summary>
    public long Title { get; init; }

    public string Name { get; init; } = "";

    public string? Original { get; init; }

    /// <summary>In the spelling of IMDb's dumps (<c>tvMiniSeries</c>), whatever the file calls it; null when unknown.</summary>
    public string? Kind { get; init; }

    public int? Year { get; init; }

    /// <summary>Minutes.</summary>
    public int? Runtime { get; init; }

    /// <summary>In the spelling of IMDb's dumps: <c>Sci-Fi</c>, also where the file says <c>sci_fi</c>.</summary>
    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>The member's own, 1 to 10; null when the row has none.</summary>
    public int? Rating { get; init; }

    /// <summary>Null when the file does not say or cannot be understood.</summary>
    public DateOnly? RatedOn { get; init; }

    /// <summary>When the title was put on the list.</summary>
    public DateOnly? Created { get; init; }

    /// <summary>What the member wrote beside the title on a list.</summary>
    public string? Description { get; init; }
}
