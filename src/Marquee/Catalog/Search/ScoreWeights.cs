namespace Marquee.Catalog.Search;

/// <summary>
/// The numbers that decide the order of hits. Tuned on half of the truth file and checked on the other half
/// (tests, SearchTruthTests); change one only with both scores before and after.
/// </summary>
public sealed record ScoreWeights
{
    /// <summary>
    /// For text that is still being typed. How much of a name is missing says little then, so what many people look for comes first
    /// (tests, suggestions.tsv).
    /// </summary>
    public static readonly ScoreWeights WhileTyping = new() { Beginning = 0.97, BeginningLetters = 0.05, NameShareFloor = 0.9, Fame = 4 };

    /// <summary>How much fame adds to a perfect match: a title with the most votes scores 1 + this times one without.</summary>
    public double Fame { get; init; } = 1.2;

    /// <summary>Exponent of the weighted share of the query that was found.</summary>
    public double QueryShareExponent { get; init; } = 1.8;

    /// <summary>What remains of the score when next to nothing of the name was asked for.</summary>
    public double NameShareFloor { get; init; } = 0.55;

    /// <summary>How much a complete part of a name ("A New Hope") counts as a complete name.</summary>
    public double PartOfName { get; init; } = 0.7;

    public double OutOfOrder { get; init; } = 0.15;

    public double NotAdjacent { get; init; } = 0.06;

    /// <summary>The name begins with something nobody asked for.</summary>
    public double StartsElsewhere { get; init; } = 0.04;

    public double OriginalName { get; init; } = 0.99;

    public double OtherName { get; init; } = 0.97;

    public double YearOffByOne { get; init; } = 0.93;

    public double YearUnknown { get; init; } = 0.8;

    public double YearDiffers { get; init; } = 0.62;

    /// <summary>Weight of a typed word that no title has.</summary>
    public double UnknownWord { get; init; } = 0.6;

    /// <summary>Likeness of two words one edit apart: 1 minus this divided by the letters, and so on per edit.</summary>
    public double EditCost { get; init; } = 1.1;

    /// <summary>Likeness of a word that only begins with the last typed word.</summary>
    public double Beginning { get; init; } = 0.9;

    /// <summary>How much of that depends on how many of the word's letters are typed.</summary>
    public double BeginningLetters { get; init; } = 0.2;
}
