using Marquee.Integrations.Exports;
using Marquee.Texts;

namespace Marquee.Watching.Importing;

/// <summary>What a row of a file would do, or did. The numbers are stored: never renumber.</summary>
public enum ImportClass
{
    New = 1,

    /// <summary>The member has another rating of this title.</summary>
    Changed = 2,

    /// <summary>The member has exactly this.</summary>
    Known = 3,

    /// <summary>A valid id that the catalog lacks: applied all the same, with the facts the row carries.</summary>
    NotInCatalog = 4,

    Unreadable = 5,

    /// <summary>Another row of the file decides about this title.</summary>
    Repeated = 6,

    /// <summary>The member has rated the title otherwise since, or has another note: that stays, everything else the row says is applied.</summary>
    Conflicting = 7,

    /// <summary>No title is certain enough: the member is asked.</summary>
    Unmatched = 8,

    /// <summary>The member said that it is no title there is, or the row says nothing that can be kept.</summary>
    LeftOut = 9,
}

public enum ImportState
{
    Preview,

    /// <summary>A job works on it: it is being applied, or taken back.</summary>
    Applying,
    Applied,
    Undone,

    /// <summary>Stopped on the way; what was applied until then can be undone.</summary>
    Cancelled,
}

public sealed record ImportCounts
{
    public int New { get; init; }

    public int Changed { get; init; }

    public int Known { get; init; }

    public int NotInCatalog { get; init; }

    /// <summary>The file has the title again, and the other row decides.</summary>
    public int Repeated { get; init; }

    public int Unreadable { get; init; }

    public int Conflicting { get; init; }

    public int Unmatched { get; init; }

    public int LeftOut { get; init; }
}

/// <summary>What rows of a file bring, each kind for itself: a row may bring several.</summary>
public sealed record ImportBrings
{
    public int Ratings { get; init; }

    public int Watches { get; init; }

    public int Watchlist { get; init; }

    /// <summary>Places on named lists.</summary>
    public int Listed { get; init; }

    public int Likes { get; init; }

    public int NotInterested { get; init; }

    public int Notes { get; init; }
}

/// <summary>What became of a row.</summary>
public enum ImportRowState
{
    Open,
    Applied,
    Undone,

    /// <summary>Something of it has changed since and was left alone when it was taken back.</summary>
    LeftAlone,
}

/// <summary>A row as people are shown it.</summary>
public sealed record ImportRow
{
    /// <summary>Its number in the import, from 1.</summary>
    public int Number { get; init; }

    /// <summary>The file in an archive; empty when there is only one.</summary>
    public string Part { get; init; } = "";

    /// <summary>Of the file, from 1.</summary>
    public int Line { get; init; }

    /// <summary>IMDb's spelling: <c>tt0111161</c>; null while nobody knows which title it is.</summary>
    public string? Id { get; init; }

    public string? Title { get; init; }

    public int? Year { get; init; }

    public string? Kind { get; init; }

    public int? Rating { get; init; }

    public DateTimeOffset? RatedAt { get; init; }

    /// <summary>The member's rating until now.</summary>
    public int? Was { get; init; }

    public int? Season { get; init; }

    public int? Episode { get; init; }

    public string? EpisodeName { get; init; }

    public bool Watched { get; init; }

    /// <summary>Null when nobody knows when.</summary>
    public DateTimeOffset? WatchedAt { get; init; }

    /// <summary>How often, where the file only counts.</summary>
    public int? Plays { get; init; }

    /// <summary>Goes onto the watchlist.</summary>
    public bool Listed { get; init; }

    /// <summary>Goes onto the list of this name.</summary>
    public string? List { get; init; }

    public bool Liked { get; init; }

    public bool NotInterested { get; init; }

    /// <summary>What the member wrote about the title; not what stands beside it on a list.</summary>
    public string? Note { get; init; }

    /// <summary>That it is this title, 0 to 1.</summary>
    public double? Certainty { get; init; }

    /// <summary>What that rests on.</summary>
    public IReadOnlyList<Text> Evidence { get; init; } = [];

    public ImportRowState State { get; init; }

    /// <summary>Why the row is not applied, or what was doubtful in it.</summary>
    public Text? Reason { get; init; }
}

/// <summary>Some rows of each class, in the order of the file.</summary>
public sealed record ImportSample
{
    public IReadOnlyList<ImportRow> New { get; init; } = [];

    public IReadOnlyList<ImportRow> Changed { get; init; } = [];

    public IReadOnlyList<ImportRow> Known { get; init; } = [];

    public IReadOnlyList<ImportRow> NotInCatalog { get; init; } = [];

    public IReadOnlyList<ImportRow> Repeated { get; init; } = [];

    public IReadOnlyList<ImportRow> Unreadable { get; init; } = [];

    public IReadOnlyList<ImportRow> Conflicting { get; init; } = [];

    public IReadOnlyList<ImportRow> Unmatched { get; init; } = [];

    public IReadOnlyList<ImportRow> LeftOut { get; init; } = [];
}

/// <summary>A file of a member's history and what became of it.</summary>
public sealed record ImportPreview
{
    public long Id { get; init; }

    /// <summary>The program: <c>imdb</c>, <c>letterboxd</c>, <c>netflix</c>; <c>csv</c> for a table of one's own.</summary>
    public string Source { get; init; } = "";

    /// <summary>Which of its layouts: <c>imdb-2017</c>, <c>letterboxd-diary</c>, <c>trakt-zip</c>.</summary>
    public string Layout { get; init; } = "";

    public string FileName { get; init; } = "";

    public ImportState State { get; init; }

    public int Rows { get; init; }

    /// <summary>As they were when the file was read.</summary>
    public ImportCounts Counts { get; init; } = new();

    /// <summary>What the rows that would change something bring, or brought.</summary>
    public ImportBrings Brings { get; init; } = new();

    /// <summary>Different films among the rows that would change something.</summary>
    public int Films { get; init; }

    /// <summary>Different episodes among them.</summary>
    public int Episodes { get; init; }

    /// <summary>Rows that would change something and have not been applied.</summary>
    public int Waiting { get; init; }

    /// <summary>What was left out of the file or presumed about it.</summary>
    public IReadOnlyList<Text> Remarks { get; init; } = [];

    /// <summary>Of a table of one's own: what each column was taken for.</summary>
    public IReadOnlyList<ColumnGuess> Columns { get; init; } = [];

    /// <summary>It landed in the watched folder.</summary>
    public bool FromInbox { get; init; }

    /// <summary>It was read from a public list on the web.</summary>
    public bool FromWeb { get; init; }

    /// <summary>Null in lists of imports.</summary>
    public ImportSample? Sample { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? AppliedAt { get; init; }

    /// <summary>Rows that were really applied so far.</summary>
    public int Applied { get; init; }

    /// <summary>Rows that the undoing left alone, because the member has changed them since.</summary>
    public int LeftAlone { get; init; }

    /// <summary>The run that works, or worked last, on it.</summary>
    public long? Job { get; init; }

    /// <summary>The journal's fact of applying it, to take back.</summary>
    public long? Fact { get; init; }
}

/// <param name="Fact">The journal's fact of the decision; null when there was nothing to change, so nothing was started.</param>
/// <param name="Job">The run that carries it out; null when it still waits for its turn.</param>
public sealed record ImportStarted(long? Fact, long? Job);
