using Marquee.Catalog;
using Marquee.Texts;

namespace Marquee.Watching.Importing;

#pragma warning disable IDE1006 // named as the columns, which is what the bulk insert needs
/// <summary>A row of <c>import_row</c> on its way in.</summary>
sealed record NewImportRow
{
    public int number { get; init; }

    public string part { get; init; } = "";

    public int line { get; init; }

    public int @class { get; init; }

    public long? title { get; init; }

    public string? name { get; init; }

    public string? original { get; init; }

    public int? year { get; init; }

    public int? kind { get; init; }

    public int? runtime { get; init; }

    public long? genres { get; init; }

    public int? rating { get; init; }

    public long? rated_at { get; init; }

    public bool listed { get; init; }

    public long? added_at { get; init; }

    public string? note { get; init; }

    public string? reason { get; init; }

    public string? cells { get; init; }

    public int said { get; init; }

    public long? watched_at { get; init; }

    public int? plays { get; init; }

    public string? device { get; init; }

    public string? list { get; init; }

    public int? list_position { get; init; }

    public int? season { get; init; }

    public int? episode { get; init; }

    public string? episode_name { get; init; }

    public bool lacking { get; init; }

    public double certainty { get; init; }

    public string? evidence { get; init; }

    public string? candidates { get; init; }

    public string? question { get; init; }

    public string? own_key { get; init; }

    public string? name_key { get; init; }

    public string? series_key { get; init; }

    public string? origin { get; init; }

    public int? priority { get; init; }
}
#pragma warning restore IDE1006

/// <summary>A row of <c>import_row</c>.</summary>
sealed record StoredImportRow
{
    public int Number { get; init; }

    public string Part { get; init; } = "";

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

    public int? Undone { get; init; }

    public int Said { get; init; }

    public string? Note { get; init; }

    /// <summary>Of <see cref="RowSays"/>: what stands against something newer of the member's.</summary>
    public int Conflicts { get; init; }

    public long? WatchedAt { get; init; }

    public int? Plays { get; init; }

    public string? List { get; init; }

    public int? Season { get; init; }

    public int? Episode { get; init; }

    public string? EpisodeName { get; init; }

    public bool Lacking { get; init; }

    public double? Certainty { get; init; }

    public string? Evidence { get; init; }

    public string? Candidates { get; init; }

    public string? Question { get; init; }

    public string? OwnKey { get; init; }

    public string? NameKey { get; init; }

    public string? SeriesKey { get; init; }

    public int? DecidedBy { get; init; }

    RowSays Says => (RowSays)Said;

    /// <summary>Why it is not applied, or what was doubtful.</summary>
    public Text? Why => Class == (int)ImportClass.Repeated && DecidedBy is { } line ? new Text("watching.import.twice", ("line", line))
        : StoredText.Read(Reason)
        ?? (Class != (int)ImportClass.Conflicting ? null
            : ((RowSays)Conflicts).HasFlag(RowSays.Note) ? new Text("watching.import.otherNote")
            : ((RowSays)Conflicts).HasFlag(RowSays.Beside) ? new Text("watching.import.correctedOtherwise")
            : new Text("watching.import.ratedSince"));

    public ImportRow ToRow() => new()
    {
        Number = Number,
        Part = Part,
        Line = Line,
        Id = Title is { } id ? new TitleId(id).ToString() : null,
        Title = Name,
        Year = Year,
        Kind = Kind is { } kind ? ((TitleKind)kind).Spelling() : null,
        Season = Season,
        Episode = Episode,
        EpisodeName = EpisodeName,
        Rating = Rating,
        RatedAt = Instants.Instant(RatedAt),
        Was = Was,
        Watched = Says.HasFlag(RowSays.Watch),
        WatchedAt = Instants.Instant(WatchedAt),
        Plays = Plays,
        Listed = Listed,
        List = List,
        Liked = Says.HasFlag(RowSays.Liked),
        NotInterested = Says.HasFlag(RowSays.NotInterested),
        Note = Says.HasFlag(RowSays.Note) ? Note : null,
        Certainty = Certainty,
        Evidence = RowMatch.ReadTexts(Evidence),
        Reason = Why,
        State = Undone switch { 1 => ImportRowState.Undone, 2 => ImportRowState.LeftAlone, _ => Result == 1 ? ImportRowState.Applied : ImportRowState.Open },
    };

    /// <summary>What the file says about a title that the catalog may lack.</summary>
    public KnownTitle ToKnown() => new()
    {
        Id = new TitleId(Title!.Value),
        Title = EpisodeName is { Length: > 0 } episode ? episode : Name is { Length: > 0 } ? Name : new TitleId(Title.Value).ToString(),
        Original = Original,
        Year = Year,
        Kind = Kind is { } kind ? (TitleKind)kind : TitleKind.Other,
        Runtime = Runtime,
        Genres = new Genres(Genres ?? 0),
    };
}
