namespace Marquee.Catalog.Matching;

/// <summary>
/// How much the agreement of each field speaks for a title, as log odds that add up (Fellegi and Sunter, "A Theory for Record
/// Linkage", 1969), and what the scores of all candidates make of the certainty of each: a multinomial choice among them and "none
/// of these" (McFadden, "Conditional logit analysis of qualitative choice behavior", 1974). Two remakes of one name share the
/// certainty when the year is missing, without a rule for it. Pure.
/// </summary>
static class MatchScore
{
    public static double Of(in Agreement agreement) =>
        Name(agreement.Name) + Year(agreement.Name, agreement.Year) + Kind(agreement.Kind) + Runtime(agreement.Runtime) + Second(agreement.Second)
        + (agreement.Aka ? Aka : 0) + (agreement.Votes == 0 ? Unrated : 0) + (Votes * Math.Log10(1.0 + agreement.Votes));

    /// <param name="letters">Of the asked name without articles: a short name is borne by titles that the catalog lacks as well.</param>
    /// <param name="namesakes">Titles of the catalog with the same name, beside the best.</param>
    public static double None(int letters, int namesakes) => Nothing + (LongName * Math.Min(letters, LongestName)) + (Namesakes * Math.Log(1.0 + namesakes));

    /// <returns>The certainty of each score, and that none of them is meant takes what is left to 1.</returns>
    public static double[] Certainties(ReadOnlySpan<double> scores, double none)
    {
        var most = none;
        foreach (var score in scores)
        {
            most = Math.Max(most, score);
        }

        var certainties = new double[scores.Length];
        var sum = Math.Exp(none - most);
        for (var i = 0; i < scores.Length; i++)
        {
            sum += certainties[i] = Math.Exp(scores[i] - most);
        }

        for (var i = 0; i < certainties.Length; i++)
        {
            certainties[i] /= sum;
        }

        return certainties;
    }

    const double Nothing = 0.6;
    const double LongName = -0.07;
    const int LongestName = 30;
    const double Namesakes = 1.5;
    const double Aka = -0.5;
    const double Votes = 0.4;
    const double Unrated = -1.2;

    static double Name(NameAgreement name) => name switch
    {
        NameAgreement.Same => 2,
        NameAgreement.SameWords => -0.1,
        NameAgreement.SubtitleMissing => 0.1,
        NameAgreement.SubtitleExtra => -1.8,
        NameAgreement.Close => -2.5,
        NameAgreement.MostlyShared => -2,
        NameAgreement.Begins => -2.8,
        NameAgreement.Overlaps => -3.8,
        NameAgreement.OtherNumber => -2,
        _ => -4.8,
    };

    /// <summary>The year says most where the name leaves least to doubt: two films of one name are told apart by it, any two films share one.</summary>
    static double Year(NameAgreement name, YearAgreement year) => name switch
    {
        NameAgreement.Same or NameAgreement.SameWords => year switch
        {
            YearAgreement.Same => 2.9,
            YearAgreement.OffByOne => 0.9,
            YearAgreement.OffByTwo => -1.4,
            YearAgreement.WhileRunning => -1.5,
            YearAgreement.Unknown => -3.6,
            YearAgreement.Differs => -2.8,
            _ => 0,
        },
        NameAgreement.SubtitleMissing or NameAgreement.SubtitleExtra => year switch
        {
            YearAgreement.Same => 3.9,
            YearAgreement.OffByOne => 0.3,
            YearAgreement.OffByTwo => -3.3,
            YearAgreement.WhileRunning => -1,
            YearAgreement.Unknown => -1.2,
            YearAgreement.Differs => -3.3,
            _ => 1.5,
        },
        NameAgreement.Close => year switch
        {
            YearAgreement.Same => 2.7,
            YearAgreement.OffByOne => 0.1,
            YearAgreement.OffByTwo => -1.9,
            YearAgreement.WhileRunning => -0.1,
            YearAgreement.Unknown => -0.1,
            YearAgreement.Differs => -3.7,
            _ => 1.2,
        },
        _ => year switch
        {
            YearAgreement.Same => 0.8,
            YearAgreement.OffByOne => -3,
            YearAgreement.OffByTwo => -3.2,
            YearAgreement.WhileRunning => -2,
            YearAgreement.Unknown => -2.8,
            YearAgreement.Differs => -6.5,
            _ => -1.6,
        },
    };

    static double Kind(KindAgreement kind) => kind switch
    {
        KindAgreement.Same => 1.0,
        KindAgreement.Near => -1.8,
        KindAgreement.Differs => -3.5,
        _ => 0,
    };

    static double Runtime(RuntimeAgreement runtime) => runtime switch
    {
        RuntimeAgreement.Same => 3,
        RuntimeAgreement.Near => -0.4,
        RuntimeAgreement.Differs => -2.4,
        _ => 0,
    };

    static double Second(SecondName second) => second switch
    {
        SecondName.Same => 4.2,
        SecondName.Differs => -1.1,
        _ => 0,
    };
}
