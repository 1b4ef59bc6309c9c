using System.Globalization;

namespace Marquee.Sync;

/// <summary>A database that is replicated, as it was when it was looked up.</summary>
public sealed record SyncDatabase
{
    public long Id { get; init; }

    public string Name { get; init; } = "";

    public string Instance { get; init; } = "";

    /// <summary>Whose it is; null for a scratch database.</summary>
    public long? Member { get; init; }

    /// <summary>How many revisions of a branch are known by name.</summary>
    public int RevsLimit { get; init; }

    public long LastSeq { get; init; }

    public long PurgeSeq { get; init; }

    public long Live { get; init; }

    public long Gone { get; init; }

    /// <summary>Whether the one who asks sees a document, by its id and what it says; null where they see all.</summary>
    internal Func<string, string, bool>? Shows { get; init; }

    /// <summary>
    /// What the one who asks is told of a document that they see, by its id and what it says; nothing is told as a deletion, so that a
    /// device forgets what it had. Null where they are told all.
    /// </summary>
    internal Func<string, string, string?>? Tells { get; init; }

    /// <summary>A place in the order of changes as clients see it, opaque to them.</summary>
    public string Sequence(long number) => string.Create(CultureInfo.InvariantCulture, $"{number}-{Instance}");

    internal bool Sees(Changes.Change change) => Shows?.Invoke(change.Id, change.Members ?? "") != false;

    /// <summary>A change that the one who asks sees, with what they are told of it.</summary>
    internal Changes.Change Told(Changes.Change change) =>
        Tells is null || change.Deleted || change.Members is null ? change
        : Tells(change.Id, change.Members) is { } told ? change with { Members = told }
        : change with { Members = "", IsHidden = true };

    /// <returns>
    /// The place that a client means; null when it is no sequence. One of another database of this name, or of a house before it
    /// was restored, means the beginning: what it has seen may never have been here.
    /// </returns>
    public long? Place(string? since)
    {
        var parts = (since ?? "0").Trim('"').Split('-', 2);
        return since == "now" ? LastSeq
            : !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? null
            : parts.Length == 2 && parts[1] != Instance ? 0
            : Math.Min(number, LastSeq);
    }
}
