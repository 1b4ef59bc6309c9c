using System.Text.Json;
using Marquee.Integrations.Exports;

namespace Marquee.Watching.Importing;

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

    /// <summary>JSON array of texts.</summary>
    public string? Remarks { get; init; }

    /// <summary>JSON array of <see cref="ColumnGuess"/>.</summary>
    public string? Guessed { get; init; }

    public string Arrived { get; init; } = "page";

    /// <summary>With the counts of the rows that somebody with a ceiling is told of.</summary>
    public StoredImport Within(ImportTally tally) => this with
    {
        NewCount = (int)tally.New,
        ChangedCount = (int)tally.Changed,
        KnownCount = (int)tally.Known,
        LackingCount = (int)tally.Lacking,
        RejectedCount = (int)tally.Unreadable,
    };

    public ImportPreview ToPreview(ImportTally tally, ImportSample? sample = null) => new()
    {
        Id = Id,
        Source = Source,
        Layout = Layout,
        FileName = FileName,
        State = State == "undoing" ? ImportState.Applying : Enum.Parse<ImportState>(State, ignoreCase: true),
        Rows = RowCount,
        Counts = new ImportCounts
        {
            New = NewCount,
            Changed = ChangedCount,
            Known = KnownCount,
            NotInCatalog = LackingCount,
            Unreadable = RejectedCount,
            Repeated = (int)tally.Repeated,
            Conflicting = (int)tally.Conflicting,
            Unmatched = (int)tally.Unmatched,
            LeftOut = (int)tally.LeftOut,
        },
        Brings = new ImportBrings
        {
            Ratings = (int)tally.Ratings,
            Watches = (int)tally.Watches,
            Watchlist = (int)tally.Watchlist,
            Listed = (int)tally.Listed,
            Likes = (int)tally.Likes,
            NotInterested = (int)tally.NotInterested,
            Notes = (int)tally.Notes,
        },
        Films = (int)tally.Films,
        Episodes = (int)tally.Episodes,
        Waiting = (int)tally.Waiting,
        Remarks = RowMatch.ReadTexts(Remarks),
        Columns = Guessed is null ? [] : JsonSerializer.Deserialize<ColumnGuess[]>(Guessed, JsonSerializerOptions.Web)!,
        FromInbox = Arrived == "inbox",
        FromWeb = Arrived == "web",
        Sample = sample,
        CreatedAt = DateTimeOffset.FromUnixTimeSeconds(CreatedAt),
        AppliedAt = Instants.Instant(AppliedAt),
        Applied = (int)tally.Applied,
        LeftAlone = (int)tally.LeftAlone,
        Job = Job,
        Fact = Fact,
    };
}

/// <summary>How far an import has come, over the rows that are to be applied, and what the counts of its preview leave out.</summary>
sealed record ImportTally
{
    /// <summary>All rows that are to be applied, whatever became of them.</summary>
    public long ToApply { get; init; }

    public long Applied { get; init; }

    /// <summary>Nothing was left to change when their turn came.</summary>
    public long Same { get; init; }

    /// <summary>They have not had their turn.</summary>
    public long Waiting { get; init; }

    public long Undone { get; init; }

    public long LeftAlone { get; init; }

    public long New { get; init; }

    public long Changed { get; init; }

    public long Known { get; init; }

    public long Lacking { get; init; }

    public long Unreadable { get; init; }

    public long Repeated { get; init; }

    public long Conflicting { get; init; }

    public long Unmatched { get; init; }

    public long LeftOut { get; init; }

    public long Films { get; init; }

    public long Episodes { get; init; }

    public long Ratings { get; init; }

    public long Watches { get; init; }

    public long Watchlist { get; init; }

    public long Listed { get; init; }

    public long Likes { get; init; }

    public long NotInterested { get; init; }

    public long Notes { get; init; }
}
