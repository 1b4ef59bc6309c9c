using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Matching;
using Marquee.Catalog.Merging;
using Marquee.Integrations.Archive;
using Marquee.Integrations.Exports;
using Marquee.Integrations.Imdb;

namespace Marquee.Watching.Importing;

/// <summary>A row with its question and what came of it.</summary>
/// <param name="Facts">Of the title; null when it has none or nobody knows it yet.</param>
sealed record MatchedRow(ExportRow Row, RowQuestion Question, RowMatch Match, TitleFacts? Facts);

/// <summary>
/// Finds the titles of rows: what the member answered before goes first, then ids, then what the same row of an earlier file was
/// taken for, then the evidence of names. So two files that overlap never tell one viewing of two titles.
/// </summary>
sealed class RowMatching(Matcher matcher, MergedTitles merged, Titles titles)
{
    /// <param name="answers">The member's, by key.</param>
    /// <param name="before">What rows of the member's earlier files were taken for, by key.</param>
    public async Task<IReadOnlyList<MatchedRow>> Match(
        Viewer viewer, string source, IReadOnlyList<ExportRow> rows, IReadOnlyDictionary<string, TitleId?> answers, IReadOnlyDictionary<string, RowMatch> before, CancellationToken ct)
    {
        var questions = rows.Select(row => RowQuestion.Of(source, row)).ToArray();
        var matches = new RowMatch?[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            matches[i] = source == ArchiveFile.Key ? Archived(rows[i]) : Answered(questions[i], answers) ?? (source is "imdb" or ImdbListPage.Source ? ByImdb(rows[i]) : null) ?? Earlier(questions[i], before);
        }

        int[] open = [.. Enumerable.Range(0, rows.Count).Where(i => matches[i] is null && rows[i].Problem is null)];
        var found = await Ask([.. open.Select(i => questions[i])], viewer, answers, ct);
        foreach (var (i, match) in open.Zip(found))
        {
            matches[i] = match;
        }

        var facts = await Facts(matches, ct);
        var moved = await Moved(facts, ct);
        return [.. rows.Select((row, i) => Row(row, questions[i], matches[i] ?? new RowMatch(null, 0, [], []), facts, moved))];
    }

    /// <summary>Answers questions by evidence; those whose series the member has named take that for certain.</summary>
    public async Task<IReadOnlyList<RowMatch>> Ask(IReadOnlyList<RowQuestion> questions, Viewer viewer, IReadOnlyDictionary<string, TitleId?> answers, CancellationToken ct)
    {
        TitleQuestion[] asked = [.. questions.Select(q => q.SeriesKey is { } key && answers.GetValueOrDefault(key) is { } series ? q.Asked with { SeriesImdb = series.Number, Names = [], Year = null } : q.Asked)];
        return asked.Length == 0 ? [] : [.. (await matcher.Match(asked, viewer, ct)).Select(RowMatch.Of)];
    }

    static RowMatch? Answered(RowQuestion question, IReadOnlyDictionary<string, TitleId?> answers) =>
        answers.Count == 0 ? null
        : question.OwnKey is { } own && answers.TryGetValue(own, out var said) ? RowMatch.Said(said)
        : answers.TryGetValue(question.NameKey, out said) ? RowMatch.Said(said)
        : question.SeriesKey is { } series && answers.TryGetValue(series, out said) && said is null ? RowMatch.Said(null)
        : null;

    static RowMatch? Earlier(RowQuestion question, IReadOnlyDictionary<string, RowMatch> before) =>
        question.Asked is not { Imdb: null, SeriesImdb: null } ? null
        : question.OwnKey is { } own && before.TryGetValue(own, out var match) || before.TryGetValue(question.NameKey, out match) ? match : null;

    /// <summary>IMDb's own files and pages name its titles by its own ids: nothing beside them could know better.</summary>
    static RowMatch? ByImdb(ExportRow row) =>
        (row.ImdbEpisode ?? row.ImdbTitle) is { } number ? new RowMatch(new TitleId(number), 1, [MatchEvidence.Imdb(number)], []) : null;

    /// <summary>An archive names titles by their ids too; what the member said of other files' rows is no matter to it.</summary>
    static RowMatch? Archived(ExportRow row) => ByImdb(row) ?? (row.Beside is not null ? new RowMatch(null, 0, [], []) : null);

    async Task<IReadOnlyDictionary<TitleId, TitleFacts?>> Facts(RowMatch?[] matches, CancellationToken ct)
    {
        TitleId[] ids = [.. matches.Select(match => match?.Title).OfType<TitleId>().Distinct()];
        var found = await titles.Find(ids, ct);
        return ids.ToDictionary(id => id, id => found.GetValueOrDefault(id));
    }

    /// <summary>A file may be older than a merge: the title is the one that it is now.</summary>
    async Task<IReadOnlyDictionary<TitleId, TitleId>> Moved(IReadOnlyDictionary<TitleId, TitleFacts?> facts, CancellationToken ct) =>
        await merged.Current([.. facts.Where(title => title.Value is null).Select(title => title.Key)], ct);

    static MatchedRow Row(ExportRow row, RowQuestion question, RowMatch match, IReadOnlyDictionary<TitleId, TitleFacts?> facts, IReadOnlyDictionary<TitleId, TitleId> moved) =>
        match.Title is not { } title ? new MatchedRow(row, question, match, null)
        : facts[title] is { } found ? new MatchedRow(row, question, match with { Title = found.Id }, found)
        : new MatchedRow(row, question, match with { Title = moved.GetValueOrDefault(title, title) }, null);
}
