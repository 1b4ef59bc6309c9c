using Marquee.Texts;

namespace Marquee.Catalog.Matching;

/// <param name="Certainty">How likely it is the one that is meant, 0 to 1; those of all candidates and of "none of them" sum to 1.</param>
/// <param name="Evidence">What speaks for it and against it.</param>
public sealed record MatchCandidate(TitleId Title, double Certainty, IReadOnlyList<Text> Evidence);

/// <summary>Which title a row means.</summary>
public sealed record TitleMatch
{
    /// <summary>The likeliest; null when there is none. Applied without asking only when <see cref="IsSure"/>.</summary>
    public TitleId? Title => Candidates is [var best, ..] ? best.Title : null;

    public double Certainty => Candidates is [var best, ..] ? best.Certainty : 0;

    public bool IsSure => !IsDivided && Certainty >= Bar;

    /// <summary>What <see cref="IsSure"/> takes of certainty.</summary>
    public double Bar { get; init; } = Matcher.SureOfLittle;

    /// <summary>By itself the row would be taken for another title than among the others of its file: another file may have it too, so somebody is asked.</summary>
    public bool IsDivided { get; init; }

    /// <summary>Why it is that title, or why nothing is certain.</summary>
    public IReadOnlyList<Text> Evidence { get; init; } = [];

    /// <summary>Best first, at most <see cref="MostCandidates"/>: what a person is asked to choose from.</summary>
    public IReadOnlyList<MatchCandidate> Candidates { get; init; } = [];

    /// <summary>
    /// The title is only an IMDb number so far: neither the catalog nor a member's file knows it. Whoever applies the row keeps what it
    /// says (<see cref="KnownTitles.Keep"/>).
    /// </summary>
    public bool IsNew { get; init; }

    public const int MostCandidates = 8;
}
