using Marquee.Catalog;
using Marquee.Texts;

namespace Marquee.Watching;

/// <summary>A row of <c>import</c>.</summary>
sealed record StoredImport
{
    public long Id { get; init; }

    public long Member { get; init; }

    public string Source { get; init; } = "";

    public string Layout { get; init; } = "";

    public string FileName { get; init; } = "";

    /// <summary>JSON array.</summary>
    public string Header { get; init; } = "[]";

    public string State { get; init; } = "preview";

    public int RowCount { get; init; }

    public int NewCount { get; init; }

    public int ChangedCount { get; init; }

    public int KnownCount { get; init; }

    public int LackingCount { get; init; }

    public int RejectedCount { get; init; }

    public long CreatedAt { get; init; }

    public long? AppliedAt { get; init; }

    public long? Fact { get; init; }

    public long? UndoFact { get; init; }

    public long? Job { get; init; }

    public ImportPreview ToPreview(ImportTally tally, ImportSample? sample = null) => new()
    {
        Id = Id,
        Source = Source,
        Layout = Layout,
        FileName = FileName,
        State = State == "undoing" ? ImportState.Applying : Enum.Parse<ImportState>(State, ignoreCase: true),
        Rows = RowCount,
        Counts = new ImportCounts { New = NewCount, Changed = ChangedCount, Known = KnownCount, NotInCatalog = LackingCount, Repeated = (int)tally.Repeated, Unreadable = RejectedCount },
        Sample = sample,
        CreatedAt = DateTimeOffset.FromUnixTimeSeconds(CreatedAt),
        AppliedAt = Instants.Instant(AppliedAt),
        Applied = (int)tally.Applied,
        LeftAlone = (int)tally.LeftAlone,
        Job = Job,
        Fact = Fact,
    };
}

/// <summary>A row of <c>import_row</c> on its way in; named as the columns, which is what <see cref="JsonRows"/> needs.</summary>
sealed record NewImportRow(
    int line, int @class, long? title, string? name, string? original, int? year, int? kind, int? runtime, long? genres, int? rating, long? rated_at,
    bool listed, long? added_at, string? note, int? was, string? reason, string? cells);

/// <summary>A row of <c>import_row</c>.</summary>
sealed record StoredImportRow
{
    public int Line { get; init; }

    public int Class { get; init; }

    public long? Title { get; init; }

    public string? Name { get; init; }

    public string? Original { get; init; }

    public int? Year { get; init; }

    public int? Kind { get; init; }

    public int? Runtime { get; init; }

    public long? Genres { get; init; }

    public int? Rating { get; init; }

    public long? RatedAt { get; init; }

    public bool Listed { get; init; }

    public int? Was { get; init; }

    /// <summary>As <see cref="StoredText"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>JSON array.</summary>
    public string? Cells { get; init; }

    public int? Result { get; init; }

    public ImportRow ToRow() => new()
    {
        Line = Line,
        Id = Title is { } id ? new TitleId(id).ToString() : null,
        Title = Name,
        Year = Year,
        Kind = Kind is { } kind ? ((TitleKind)kind).Spelling() : null,
        Rating = Rating,
        RatedAt = Instants.Instant(RatedAt),
        Was = Was,
        Listed = Listed,
        Reason = StoredText.Read(Reason),
    };

    /// <summary>What the file says about a title that the catalog may lack.</summary>
    public KnownTitle ToKnown() => new()
    {
        Id = new TitleId(Title!.Value),
        Title = Name is { Length: > 0 } ? Name : new TitleId(Title.Value).ToString(),
        Original = Original,
        Year = Year,
        Kind = Kind is { } kind ? (TitleKind)kind : TitleKind.Other,
        Runtime = Runtime,
        Genres = new Genres(Genres ?? 0),
    };
}

/// <summary>How far an import has come, over the rows that are to be applied, and how many rows another one decides for.</summary>
sealed record ImportTally
{
    /// <summary>All rows that are to be applied, whatever became of them.</summary>
    public long ToApply { get; init; }

    public long Applied { get; init; }

    /// <summary>Nothing was left to change when their turn came.</summary>
    public long Same { get; init; }

    public long Undone { get; init; }

    public long LeftAlone { get; init; }

    public long Repeated { get; init; }
}
