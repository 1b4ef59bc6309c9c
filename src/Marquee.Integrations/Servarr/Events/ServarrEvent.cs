namespace Marquee.Integrations.Servarr.Events;

/// <summary>What became of reading a webhook.</summary>
public abstract record EventReading;

/// <summary>It is none that can be read; for people by a code.</summary>
public sealed record UnreadableEvent(string Code, params IReadOnlyList<(string Name, object Value)> Values) : EventReading;

/// <summary>What happened on a server. What the program does not say is null, 0 or empty; its texts come from strangers.</summary>
public sealed record ServarrEvent : EventReading
{
    public required ServarrProgram Program { get; init; }

    public required ServarrEventKind Kind { get; init; }

    /// <summary>The program's own word: <c>Grab</c>, <c>Download</c>, ...</summary>
    public required string Name { get; init; }

    /// <summary>What its host calls the server.</summary>
    public string? Instance { get; init; }

    /// <summary>The film or the series it is about.</summary>
    public EventTitle? Title { get; init; }

    public IReadOnlyList<EventEpisode> Episodes { get; init; } = [];

    /// <summary>Imported, renamed or deleted.</summary>
    public IReadOnlyList<EventFile> Files { get; init; } = [];

    /// <summary>Those in whose place an upgrade is.</summary>
    public IReadOnlyList<EventFile> Replaced { get; init; } = [];

    /// <summary>The same in the queue and in the history.</summary>
    public string? DownloadId { get; init; }

    public string? DownloadClient { get; init; }

    /// <summary>The name of the release.</summary>
    public string? Release { get; init; }

    public string? Indexer { get; init; }

    /// <summary><c>Bluray-1080p</c>.</summary>
    public string? Quality { get; init; }

    /// <summary>Of the release or file, in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>Whether the files went with the film or series.</summary>
    public bool FilesDeleted { get; init; }

    /// <summary>Why a file was deleted: <c>manual</c>, <c>missingFromDisk</c>, <c>upgrade</c>, ...</summary>
    public string? Reason { get; init; }

    /// <summary>Of health, update or a download that waits, in the server's language.</summary>
    public string? Message { get; init; }

    /// <summary>Of health: <c>warning</c> or <c>error</c>.</summary>
    public string? Level { get; init; }

    /// <summary>Of health: which of the server's checks.</summary>
    public string? Check { get; init; }

    /// <summary>Of an update.</summary>
    public string? NewVersion { get; init; }
}

/// <param name="Id">Of the server.</param>
public sealed record EventTitle(int? Id, int? TmdbId, int? TvdbId, string? ImdbId, string? Name, int? Year, string? Folder);

/// <param name="Id">Of the server.</param>
/// <param name="Season">0 for specials.</param>
public sealed record EventEpisode(int? Id, int Season, int Number, int? TvdbId, string? Name);

/// <param name="Id">Of the server.</param>
/// <param name="PreviousPath">Of a file that was renamed.</param>
public sealed record EventFile(int? Id, string? Path, string? PreviousPath, string? Quality, long? Size);
