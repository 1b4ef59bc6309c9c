namespace Marquee.Catalog.Matching;

/// <summary>
/// How the rows of one file agree with their titles, learnt from the rows themselves: whether its years are the catalog's, whether its
/// names are whole. What is rare in the file then says less than it does in others. Few rows change nothing. Pure. (Expectation and
/// maximisation of how often fields agree: Winkler, "Using the EM algorithm for weight computation in the Fellegi-Sunter model", 1988.)
/// </summary>
sealed class FileHabits
{
    const int Rounds = 3;

    /// <summary>So many rows weigh as much as what is usual.</summary>
    const double Usual = 50;

    /// <summary>In fewer rows each would be much of the evidence for itself.</summary>
    const int Fewest = 50;

    /// <summary>Log odds: what is frequent in a file is not believed as readily as what is rare there is doubted.</summary>
    const double MostGain = 0.8;

    /// <summary>By <see cref="NameAgreement"/>, as the rows had it that the weights were fitted on; 0 is not learnt, as chance agreements would teach it.</summary>
    static readonly double[] UsualNames = [0.93, 0.03, 0.02, 0.02, 0, 0, 0, 0, 0, 0];

    /// <summary>By <see cref="YearAgreement"/>.</summary>
    static readonly double[] UsualYears = [0, 0, 0.85, 0.12, 0.01, 0, 0.02];

    /// <summary>Of a file that nothing is known of.</summary>
    public static readonly FileHabits Unknown = new(new double[UsualNames.Length], new double[UsualYears.Length]);

    readonly double[] _names;
    readonly double[] _years;

    FileHabits(double[] names, double[] years) => (_names, _years) = (names, years);

    /// <summary>Log odds to add to the score of a title.</summary>
    public double Of(in Agreement agreement) => _names[(int)agreement.Name] + _years[(int)agreement.Year];

    /// <summary>Rows leave out subtitles more often than is usual: then even who is called exactly so may not be meant.</summary>
    public bool LeavesSubtitlesOut => _names[(int)NameAgreement.SubtitleMissing] > 0;

    public static FileHabits Of(IReadOnlyList<MatchChoice> rows)
    {
        var habits = Unknown;
        for (var round = 0; rows.Count >= Fewest && round < Rounds; round++)
        {
            habits = Of(rows, habits);
        }

        return habits;
    }

    static FileHabits Of(IReadOnlyList<MatchChoice> rows, FileHabits before)
    {
        var names = new double[UsualNames.Length];
        var years = new double[UsualYears.Length];
        foreach (var row in rows)
        {
            foreach (var (agreement, certainty) in row.Agreements.Zip(row.Certainties(before)))
            {
                names[(int)agreement.Name] += certainty;
                years[(int)agreement.Year] += agreement.Name <= NameAgreement.Close ? certainty : 0;
            }
        }

        return new FileHabits(LogOdds(names, UsualNames), LogOdds(years, UsualYears));
    }

    static double[] LogOdds(double[] seen, double[] usual)
    {
        var all = Usual + seen.Where((_, i) => usual[i] > 0).Sum();
        return [.. seen.Select((often, i) => usual[i] > 0 ? Math.Min(MostGain, Math.Log((often + (Usual * usual[i])) / (all * usual[i]))) : 0)];
    }
}
