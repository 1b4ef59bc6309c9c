namespace Marquee.Catalog.Merging;

/// <summary>Why an id that vanished is thought to be another title now. Every mark is something a host can look at.</summary>
public sealed record MergeEvidence
{
    /// <summary>What the title was called, and of which year, when IMDb's files still had it.</summary>
    public string Title { get; init; } = "";

    public int? Year { get; init; }

    public bool SameYear { get; init; }

    public bool SameKind { get; init; }

    public bool SameOriginalTitle { get; init; }

    /// <summary>Null when the director of one of them is not known.</summary>
    public bool? SharedDirector { get; init; }

    public bool SameRuntime { get; init; }

    /// <summary>Other titles that fit as well.</summary>
    public int Rivals { get; init; }
}

/// <summary>A pair that waits for a host's yes or no.</summary>
public sealed record MergeProposal
{
    public long Id { get; init; }

    /// <summary>The id that vanished from IMDb's files.</summary>
    public TitleId Title { get; init; }

    public TitleId Into { get; init; }

    /// <summary>Percent.</summary>
    public int Certainty { get; init; }

    public MergeEvidence Evidence { get; init; } = new();

    /// <summary><c>open</c>, <c>accepted</c> or <c>declined</c>.</summary>
    public string State { get; init; } = "";
}
