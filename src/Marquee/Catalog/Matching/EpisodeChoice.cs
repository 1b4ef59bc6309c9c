namespace Marquee.Catalog.Matching;

/// <summary>How an episode agrees with a row that names its series.</summary>
enum EpisodeAgreement
{
    /// <summary>Season and number, and the name.</summary>
    NumberAndName,

    /// <summary>Season and number; the row has no name.</summary>
    Number,

    /// <summary>Season and number, under another name: mostly another language.</summary>
    NumberOtherName,

    /// <summary>The name; the row has no number.</summary>
    Name,

    /// <summary>Nearly the name; the row has no number.</summary>
    NameAlike,

    /// <summary>The name under another number: other sources order some series differently.</summary>
    NameOtherNumber,
}

/// <param name="Names">Its own, its original one, and those of other countries.</param>
sealed record EpisodeOfSeries(TitleId Id, int? Season, int? Number, IReadOnlyList<NameWords> Names);

/// <summary>A series that a row may mean, and its episodes in the order of their numbers.</summary>
sealed record EpisodeSeries(TitleId Id, double Certainty, IReadOnlyList<EpisodeOfSeries> Episodes);

sealed record WeighedEpisode(TitleId Id, TitleId Series, EpisodeAgreement Agreement, double Certainty);

/// <summary>
/// Which episode of which series: the certainty of each series times how much likelier such an agreement is for the right episode
/// than for a chance one. A series that lacks the episode takes its share out of the sum. Pure.
/// </summary>
static class EpisodeChoice
{
    /// <summary>How likely a catalog has the series and not the episode.</summary>
    const double Lacking = 0.3;

    /// <returns>Best first.</returns>
    public static IReadOnlyList<WeighedEpisode> Of(TitleQuestion question, IReadOnlyList<EpisodeSeries> series)
    {
        var name = question.EpisodeName is { } text && NameWords.Of(TrailingArticle.PutBack(text)) is { Words.Length: > 0 } words ? words : null;
        var number = question.Episode ?? GenericEpisode.Number(question.EpisodeName);
        var found = new List<WeighedEpisode>();
        var none = Math.Max(0, 1 - series.Sum(one => one.Certainty));
        foreach (var one in series)
        {
            var own = one.Episodes.Select(episode => (episode, Agreement: Compare(episode, question.Season, number, name))).Where(e => e.Agreement is not null).ToList();
            // Two parts of one name, or a name in every season: each is as likely as the other.
            found.AddRange(own.Select(e => new WeighedEpisode(e.episode.Id, one.Id, e.Agreement!.Value, one.Certainty * Odds(e.Agreement.Value))));
            none += own.Count == 0 ? one.Certainty * Lacking : 0;
        }

        var sum = none + found.Sum(episode => episode.Certainty);
        return sum <= 0 ? [] : [.. found.Select(episode => episode with { Certainty = episode.Certainty / sum }).OrderByDescending(episode => episode.Certainty).ThenBy(episode => episode.Id)];
    }

    static EpisodeAgreement? Compare(EpisodeOfSeries episode, int? season, int? number, NameWords? name)
    {
        var named = name is null ? NameAgreement.Different : episode.Names.Select(own => NameComparison.Of(name, own)).DefaultIfEmpty(NameAgreement.Different).Min();
        var same = named <= NameAgreement.SubtitleExtra;
        var numbered = number is not null && episode.Number == number && (episode.Season == season || season is null && episode.Season is null or 1);
        if (number is not null)
        {
            return numbered ? same || named == NameAgreement.Close ? EpisodeAgreement.NumberAndName : name is null ? EpisodeAgreement.Number : EpisodeAgreement.NumberOtherName
                : named <= NameAgreement.SameWords ? EpisodeAgreement.NameOtherNumber : null;
        }

        return season is not null && episode.Season is not null && season != episode.Season
            ? named <= NameAgreement.SameWords ? EpisodeAgreement.NameOtherNumber : null
            : same ? EpisodeAgreement.Name : named == NameAgreement.Close ? EpisodeAgreement.NameAlike : null;
    }

    static double Odds(EpisodeAgreement agreement) => agreement switch
    {
        EpisodeAgreement.NumberAndName => 60,
        EpisodeAgreement.Number => 3,
        EpisodeAgreement.NumberOtherName => 1,
        EpisodeAgreement.Name => 60,
        EpisodeAgreement.NameAlike => 5,
        _ => 8,
    };
}
