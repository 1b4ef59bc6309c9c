namespace Marquee.Catalog.Merging;

/// <summary>A decision that one number is the same title as another.</summary>
public sealed record TitleMerge
{
    internal const string Columns = "id, title, into_title as IntoTitle, state, member, fact, undo_fact as UndoFact, created_at as CreatedAt";

    public long Id { get; init; }

    /// <summary>The number that was given up.</summary>
    public long Title { get; init; }

    public long IntoTitle { get; init; }

    /// <summary><c>merging</c> and <c>undoing</c> until the work that follows is done, then <c>merged</c> and <c>undone</c>.</summary>
    public string State { get; init; } = "";

    /// <summary>The host who decided.</summary>
    public long Member { get; init; }

    public long? Fact { get; init; }

    public long? UndoFact { get; init; }

    /// <summary>Unix seconds.</summary>
    public long CreatedAt { get; init; }

    public TitleId From => new(Title);

    public TitleId To => new(IntoTitle);
}

/// <param name="Merge">The merge that was made or taken back.</param>
/// <param name="Fact">The fact of it.</param>
/// <param name="Job">The run that finishes it; null while it waits for its turn.</param>
public sealed record MergeStarted(long Merge, long Fact, long? Job);

/// <param name="Merge">Which one is to be finished.</param>
public sealed record TitleMergeArguments(long Merge);
