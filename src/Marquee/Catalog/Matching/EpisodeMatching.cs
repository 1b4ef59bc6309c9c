namespace Marquee.Catalog.Matching;

/// <summary>Finds episodes by their series: each series is looked for once, however many of its episodes are asked for.</summary>
/// <param name="series">Answers what the series are.</param>
/// <param name="bar">From where on an episode is applied without asking.</param>
sealed class EpisodeMatching(MatchSources sources, Func<IReadOnlyList<TitleQuestion>, CancellationToken, Task<TitleMatch[]>> series, double bar)
{
    const int MostSeries = 4;
    const double LeastSeries = 0.02;

    /// <returns>Null for what is no episode or is not wanted.</returns>
    public async Task<TitleMatch?[]> Match(IReadOnlyList<TitleQuestion> questions, Func<int, bool> wanted, CancellationToken ct)
    {
        var matches = new TitleMatch?[questions.Count];
        var of = Enumerable.Range(0, questions.Count).Where(i => questions[i].Kind == AskedKind.Episode && wanted(i)).ToLookup(i => Key(questions[i]));
        if (of.Count == 0)
        {
            return matches;
        }

        var groups = of.ToArray();
        var found = await series([.. groups.Select(group => SeriesOf(questions[group.First()]))], ct);
        var episodes = await sources.Episodes([.. found.SelectMany(Likely).Select(candidate => candidate.Title)], ct);
        foreach (var (group, match) in groups.Zip(found))
        {
            EpisodeSeries[] likely = [.. Likely(match).Select(candidate => new EpisodeSeries(candidate.Title, candidate.Certainty, [.. episodes[candidate.Title]]))];
            foreach (var i in group)
            {
                ct.ThrowIfCancellationRequested();
                matches[i] = Answer(match, EpisodeChoice.Of(questions[i], likely));
            }
        }

        return matches;
    }

    TitleMatch Answer(TitleMatch series, IReadOnlyList<WeighedEpisode> episodes)
    {
        if (episodes.Count == 0)
        {
            return new TitleMatch { Evidence = [.. series.Evidence, .. series.Title is { } title ? [MatchEvidence.NoEpisode(title)] : Array.Empty<Texts.Text>()] };
        }

        var evidence = series.Candidates.ToDictionary(candidate => candidate.Title, candidate => candidate.Evidence);
        MatchCandidate[] candidates =
        [
            .. episodes.Take(TitleMatch.MostCandidates).Select(episode => new MatchCandidate(episode.Id, episode.Certainty, [.. evidence[episode.Series], MatchEvidence.Episode(episode.Agreement)])),
        ];
        return new TitleMatch { Candidates = candidates, Evidence = MatchEvidence.Of(candidates), Bar = bar };
    }

    static IEnumerable<MatchCandidate> Likely(TitleMatch match) => match.Candidates.Where(candidate => candidate.Certainty >= LeastSeries).Take(MostSeries);

    static TitleQuestion SeriesOf(TitleQuestion episode) => new()
    {
        Imdb = episode.SeriesImdb,
        Tmdb = episode.SeriesTmdb,
        Tvdb = episode.SeriesTvdb,
        Names = episode.Names,
        Year = episode.Year,
        Kind = AskedKind.Series,
    };

    static (long?, int?, int?, int?, string) Key(TitleQuestion question) =>
        (question.SeriesImdb, question.SeriesTmdb, question.SeriesTvdb, question.Year, string.Join('\n', question.Names));
}
