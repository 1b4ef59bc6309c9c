namespace Marquee.Catalog.Matching;

enum YearAgreement
{
    /// <summary>The row has none.</summary>
    Unasked,

    /// <summary>The title has none.</summary>
    Unknown,
    Same,
    OffByOne,
    OffByTwo,

    /// <summary>A year in which the series ran.</summary>
    WhileRunning,
    Differs,
}

enum KindAgreement
{
    Unknown,
    Same,

    /// <summary>A short or a television film where a film is asked for.</summary>
    Near,
    Differs,
}

enum RuntimeAgreement
{
    Unknown,

    /// <summary>Within 2 minutes.</summary>
    Same,

    /// <summary>Within 10 minutes or a tenth: another cut.</summary>
    Near,
    Differs,
}

/// <summary>What the names of a row beside the best one say: the original title, an alternative in brackets.</summary>
enum SecondName
{
    None,
    Same,
    Differs,
}

/// <summary>How one title agrees with a row, field by field. Everything that the score is made of, and nothing else.</summary>
readonly record struct Agreement
{
    public NameAgreement Name { get; init; }

    /// <summary>The best name is another one than the title's own two.</summary>
    public bool Aka { get; init; }

    public SecondName Second { get; init; }

    public YearAgreement Year { get; init; }

    public KindAgreement Kind { get; init; }

    public RuntimeAgreement Runtime { get; init; }

    /// <summary>0 when nobody voted.</summary>
    public int Votes { get; init; }
}
