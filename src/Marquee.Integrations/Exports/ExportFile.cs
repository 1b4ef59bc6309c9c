namespace Marquee.Integrations.Exports;

/// <summary>What the rows of a part are about.</summary>
public enum ExportContent
{
    Ratings,
    Watchlist,
    List,

    /// <summary>What was seen, without every play of it.</summary>
    Watched,

    /// <summary>Every play.</summary>
    History,
    Likes,
    Reviews,

    /// <summary>Several of these, row by row.</summary>
    Mixed,
}

/// <summary>What became of reading a file.</summary>
public abstract record ExportReading;

/// <param name="Why">What the file is instead.</param>
public sealed record UnreadableExport(ExportRemark Why) : ExportReading;

/// <summary>
/// A member's own export of some program. <see cref="Rows"/> reads anew each time it is walked, so a large file is never held as
/// objects.
/// </summary>
public sealed record ExportFile : ExportReading
{
    /// <summary>Key of the program: <c>imdb</c>, <c>letterboxd</c>, <c>trakt</c>, ...; <c>csv</c> for a plain table.</summary>
    public required string Source { get; init; }

    /// <summary>Which of the program's layouts: <c>imdb-2017</c>, <c>letterboxd-diary</c>; of an archive <c>SOURCE-zip</c>.</summary>
    public required string Layout { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<ExportPart> Parts { get; init; }

    /// <summary>What was left out of the file, and why.</summary>
    public IReadOnlyList<ExportRemark> Remarks { get; init; } = [];

    public int RowCount => Parts.Sum(p => p.RowCount);

    public IEnumerable<ExportRow> Rows => Parts.SelectMany(p => p.Rows);
}

/// <summary>What became of one part of a file; a file that is no archive has one.</summary>
public abstract record PartReading;

/// <summary>A part that holds nothing for us, or cannot be read.</summary>
/// <param name="Why">For the remarks of the file or, when it has no other part, for its refusal.</param>
public sealed record SkippedPart(ExportRemark Why) : PartReading;

/// <summary>One table or list of an export.</summary>
public sealed record ExportPart : PartReading
{
    /// <summary>Its path in the archive; empty when the file stands alone.</summary>
    public required string Name { get; init; }

    public required string Source { get; init; }

    public required string Layout { get; init; }

    public required ExportContent Content { get; init; }

    /// <summary>The list's name when <see cref="Content"/> is one list.</summary>
    public string? List { get; init; }

    /// <summary>The names of its columns, as its rows' cells are ordered; of JSON one name.</summary>
    public required IReadOnlyList<string> Header { get; init; }

    public required int RowCount { get; init; }

    /// <summary>What a member should know before saying yes, such as an order of dates that was presumed.</summary>
    public IReadOnlyList<ExportRemark> Remarks { get; init; } = [];

    /// <summary>For a table that no program is known to write: which column was taken for what.</summary>
    public IReadOnlyList<ColumnGuess> Columns { get; init; } = [];

    public required IEnumerable<ExportRow> Rows { get; init; }
}
