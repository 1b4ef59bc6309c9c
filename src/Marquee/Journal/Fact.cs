namespace Marquee.Journal;

/// <summary>A change as its capability describes it, before it is written.</summary>
public sealed record FactDraft
{
    /// <summary>Whose change it is.</summary>
    public required long Member { get; init; }

    /// <summary>What happened, as <c>thing.happened</c>: <c>rating.set</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The number of the title that it is about.</summary>
    public long? Title { get; init; }

    /// <summary>What was there, as JSON; null when nothing was.</summary>
    public string? Before { get; init; }

    /// <summary>What is there now, as JSON; null when nothing is.</summary>
    public string? After { get; init; }

    /// <summary><c>page</c>, <c>api</c>, <c>cli</c>, <c>import</c>, <c>job</c> or <c>phone</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>Which import, job or device, when the origin is one.</summary>
    public long? OriginId { get; init; }

    /// <summary>The fact that this change takes back.</summary>
    public long? Undoes { get; init; }
}

/// <summary>A change that happened.</summary>
public sealed record Fact
{
    /// <summary>Rises in the order in which facts became visible; gaps are normal.</summary>
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    public long Member { get; init; }

    public string Kind { get; init; } = "";

    public long? Title { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    public string Origin { get; init; } = "";

    public long? OriginId { get; init; }

    public long? Undoes { get; init; }

    /// <summary>The fact that took this one back.</summary>
    public long? UndoneBy { get; init; }

    /// <summary>The member left and what the fact said about them is gone; it can no longer be taken back.</summary>
    public bool Erased { get; init; }
}
