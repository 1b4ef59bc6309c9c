using Marquee.Texts;

namespace Marquee.Catalog.Matching;

/// <summary>A title that a row names by a number.</summary>
/// <param name="Title">Under the number that the row has; it may have been merged since.</param>
sealed record IdClaim(TitleId Title, Text Evidence)
{
    /// <summary>What the ids of a row are worth before its names are looked at; an outside table may be wrong where IMDb's number is not.</summary>
    public const double ByImdb = 0.999;

    public const double ByOutside = 0.99;

    public double Certainty { get; init; } = ByImdb;

    /// <returns>IMDb's number before others; null when the row has none that leads to a title.</returns>
    public static IdClaim? Of(TitleQuestion question, IReadOnlyDictionary<OutsideId, TitleId> outside)
    {
        if (question.Imdb is > 0 and var number)
        {
            return new IdClaim(new TitleId(number), MatchEvidence.Imdb(number));
        }

        foreach (var id in OutsideIds(question))
        {
            if (outside.TryGetValue(id, out var title))
            {
                return new IdClaim(title, MatchEvidence.Outside(id.Source, id.Number)) { Certainty = ByOutside };
            }
        }

        return null;
    }

    public static IEnumerable<OutsideId> OutsideIds(TitleQuestion question)
    {
        if (question.Tmdb is > 0 and var tmdb)
        {
            yield return new OutsideId(OutsideSource.Tmdb, question.Kind, tmdb);
        }

        if (question.Tvdb is > 0 and var tvdb)
        {
            yield return new OutsideId(OutsideSource.Tvdb, question.Kind, tvdb);
        }
    }
}

/// <summary>What the names and the year of a row say about the title that its id leads to.</summary>
enum IdAgreement
{
    Agrees,

    /// <summary>Another name, and no year to tell whether it is only another language: worth a look for who is called so.</summary>
    Doubtful,

    /// <summary>Another name and another year.</summary>
    Contradicts,
}

/// <summary>Compares a row with the title of its id. A name that differs says little alone: it may be in a language that no file knows. Pure.</summary>
static class IdComparison
{
    public static IdAgreement Of(AskedNames asked, TitleQuestion question, CandidateTitle title)
    {
        if (asked.Forms.Count == 0)
        {
            return IdAgreement.Agrees;
        }

        if (title.Facts.Series is { } series)
        {
            return Episode(asked, question, series);
        }

        var agreement = MatchComparison.Of(asked, question, title);
        return agreement switch
        {
            { Name: < NameAgreement.OtherNumber } or { Year: YearAgreement.Same or YearAgreement.OffByOne or YearAgreement.WhileRunning } or { Runtime: RuntimeAgreement.Same } => IdAgreement.Agrees,
            { Year: YearAgreement.Unasked or YearAgreement.Unknown } => IdAgreement.Doubtful,
            _ => IdAgreement.Contradicts,
        };
    }

    /// <summary>The names of an episode's row are those of its series.</summary>
    static IdAgreement Episode(AskedNames asked, TitleQuestion question, SeriesOf series)
    {
        var name = NameWords.Of(series.Title);
        var sameSeries = asked.Forms.SelectMany(forms => forms).Any(form => NameComparison.Of(form, name) < NameAgreement.OtherNumber);
        var sameNumber = question.Episode is null || series.Episode is null || (question.Season, question.Episode) == (series.Season, series.Episode);
        return sameSeries || sameNumber || question.Kind != AskedKind.Episode ? IdAgreement.Agrees : IdAgreement.Contradicts;
    }
}
