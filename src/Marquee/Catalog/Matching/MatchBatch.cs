namespace Marquee.Catalog.Matching;

/// <summary>Answers questions together: ids, then names over all cores, then the episodes of the series found.</summary>
/// <param name="sight">What may be found by name.</param>
/// <param name="bars">From where on a title is applied without asking.</param>
sealed class MatchBatch(CandidateSearch search, MatchSources sources, OutsideTitles? outside, Sight sight, MatchBars bars)
{
    /// <summary>Candidates of less than this are not worth a person's look.</summary>
    const double LeastCertainty = 0.001;

    public async Task<TitleMatch[]> Match(IReadOnlyList<TitleQuestion> questions, CancellationToken ct)
    {
        var asked = questions.Select(question => AskedNames.Of(question.Names, question.Year)).ToArray();
        var ids = await new IdMatching(sources, outside).Match(questions, asked, ct);
        var named = await ByName(questions, asked, i => questions[i].Kind == AskedKind.Episode ? Lookup.None : ids[i]?.Lookup ?? Lookup.Search, ct);
        var numbered = await new EpisodeMatching(sources, Match, bars.WithoutYear).Match(questions, i => ids[i] is not { Lookup: Lookup.None }, ct);
        return [.. questions.Select((_, i) => Together(ids[i], numbered[i] ?? named[i]))];
    }

    static TitleMatch Together(IdMatch? id, TitleMatch other) => id is null ? other : id.Beside(other);

    async Task<TitleMatch[]> ByName(IReadOnlyList<TitleQuestion> questions, AskedNames[] asked, Func<int, Lookup> lookup, CancellationToken ct)
    {
        var choices = await Choices(questions, asked, lookup, ct);
        var habits = FileHabits.Of(choices);
        if (habits.LeavesSubtitlesOut)
        {
            choices = await Choices(questions, asked, i => lookup(i) == Lookup.Search ? Lookup.Everything : lookup(i), ct);
            habits = FileHabits.Of(choices);
        }

        return [.. choices.Zip(questions, (choice, question) => Answer(choice, habits, question))];
    }

    async Task<MatchChoice[]> Choices(IReadOnlyList<TitleQuestion> questions, AskedNames[] asked, Func<int, Lookup> lookup, CancellationToken ct)
    {
        var found = new Dictionary<TitleId, List<NameWords>>[questions.Count];
        await Task.Run(() => Parallel.For(0, questions.Count, new ParallelOptions { CancellationToken = ct }, i =>
            found[i] = lookup(i) == Lookup.None ? [] : search.Find(asked[i], questions[i].Kind, lookup(i), ct)), ct);
        var facts = await sources.Facts([.. found.SelectMany(titles => titles.Keys).Distinct()], ct);
        var choices = new MatchChoice[questions.Count];
        await Task.Run(() => Parallel.For(0, questions.Count, new ParallelOptions { CancellationToken = ct }, i =>
            choices[i] = new MatchChoice(asked[i], questions[i], Titles(found[i], facts))), ct);
        return choices;
    }

    /// <summary>What was merged is one title: its names are those of both.</summary>
    static List<CandidateTitle> Titles(Dictionary<TitleId, List<NameWords>> found, Dictionary<TitleId, TitleFacts> facts) =>
    [
        .. from title in found
           where facts.ContainsKey(title.Key)
           group title.Value by facts[title.Key] into names
           select new CandidateTitle(names.Key, [.. names.SelectMany(some => some)]),
    ];

    /// <summary>What may not be shown has had its weight among the others; now it is left out.</summary>
    TitleMatch Answer(MatchChoice choice, FileHabits habits, TitleQuestion question)
    {
        var weighed = choice.BestFirst(habits);
        MatchCandidate[] candidates =
        [
            .. weighed.Where(title => title.Certainty >= LeastCertainty && sight.Shows(title.Facts)).Take(TitleMatch.MostCandidates)
                .Select(title => new MatchCandidate(title.Facts.Id, title.Certainty, MatchEvidence.Of(title.Agreement, title.Facts))),
        ];
        return new TitleMatch
        {
            Candidates = candidates,
            Evidence = MatchEvidence.Of(candidates),
            Bar = question.Year is null ? bars.WithoutYear : bars.Usual,
            IsDivided = weighed.Count > 1 && weighed[0].Facts.Id != choice.BestFirst(FileHabits.Unknown)[0].Facts.Id,
        };
    }
}
