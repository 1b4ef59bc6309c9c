namespace Marquee.Catalog.Matching;

/// <summary>A title with how it agrees with the row, and how certain that makes it.</summary>
sealed record WeighedCandidate(TitleFacts Facts, Agreement Agreement, double Certainty);

/// <summary>Weighs the candidates of a row against each other and against "none of these". Pure.</summary>
static class MatchChoice
{
    /// <returns>Best first.</returns>
    public static IReadOnlyList<WeighedCandidate> Of(AskedNames asked, TitleQuestion question, IReadOnlyList<CandidateTitle> titles)
    {
        var agreements = titles.Select(title => MatchComparison.Of(asked, question, title)).ToArray();
        var certainties = MatchScore.Certainties([.. agreements.Select(agreement => MatchScore.Of(agreement))], None(asked, agreements));
        return
        [
            .. titles.Select((title, i) => new WeighedCandidate(title.Facts, agreements[i], certainties[i]))
                .OrderByDescending(weighed => weighed.Certainty).ThenByDescending(weighed => weighed.Agreement.Votes).ThenBy(weighed => weighed.Facts.Id),
        ];
    }

    static double None(AskedNames asked, Agreement[] agreements)
    {
        var letters = asked.Forms is [var forms, ..] ? forms[0].Telling.Sum(word => word.Length) : 0;
        return MatchScore.None(letters, Math.Max(0, agreements.Count(agreement => agreement.Name <= NameAgreement.SameWords) - 1));
    }
}
