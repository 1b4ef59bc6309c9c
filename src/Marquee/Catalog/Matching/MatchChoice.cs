namespace Marquee.Catalog.Matching;

/// <summary>A title with how it agrees with the row, and how certain that makes it.</summary>
sealed record WeighedCandidate(TitleFacts Facts, Agreement Agreement, double Certainty);

/// <summary>The candidates of one row, weighed against each other and against "none of these". Pure.</summary>
sealed class MatchChoice
{
    readonly IReadOnlyList<CandidateTitle> _titles;
    readonly double[] _scores;
    readonly double _none;

    public MatchChoice(AskedNames asked, TitleQuestion question, IReadOnlyList<CandidateTitle> titles)
    {
        _titles = titles;
        Agreements = [.. titles.Select(title => MatchComparison.Of(asked, question, title))];
        _scores = [.. Agreements.Select(agreement => MatchScore.Of(agreement))];
        var letters = asked.Forms is [var forms, ..] ? forms[0].Telling.Sum(word => word.Length) : 0;
        _none = MatchScore.None(letters, Math.Max(0, Agreements.Count(agreement => agreement.Name <= NameAgreement.SameWords) - 1));
    }

    /// <summary>By candidate.</summary>
    public IReadOnlyList<Agreement> Agreements { get; }

    public double[] Certainties(FileHabits habits) => MatchScore.Certainties([.. _scores.Select((score, i) => score + habits.Of(Agreements[i]))], _none);

    public IReadOnlyList<WeighedCandidate> BestFirst(FileHabits habits)
    {
        var certainties = Certainties(habits);
        return
        [
            .. _titles.Select((title, i) => new WeighedCandidate(title.Facts, Agreements[i], certainties[i]))
                .OrderByDescending(weighed => weighed.Certainty).ThenByDescending(weighed => weighed.Agreement.Votes).ThenBy(weighed => weighed.Facts.Id),
        ];
    }
}
