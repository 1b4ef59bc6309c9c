using System.Data.Common;
using Dapper;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Watching.Importing;

/// <param name="Series">Of an episode: what its series is called.</param>
/// <param name="Certainty">That it is this one, 0 to 1.</param>
public sealed record QuestionCandidate(string Id, string Title, int? Year, string Kind, string? Series, double Certainty, IReadOnlyList<Text> Evidence);

/// <param name="Rows">How many rows of the file the answer decides; those of one series are asked together.</param>
public sealed record ImportQuestion(ImportRow Row, int Rows, IReadOnlyList<QuestionCandidate> Candidates);

/// <param name="Open">Questions that are left, these among them.</param>
public sealed record ImportQuestionPage(IReadOnlyList<ImportQuestion> Questions, int Open);

/// <param name="Rows">Rows that have their title now, or are left out, over all files that wait.</param>
/// <param name="Open">Questions that this import still has.</param>
public sealed record ImportAnswered(int Rows, int Open);

/// <summary>
/// What a file asks its member: which title does this row mean? The answer decides every row like it, in this file and the others that
/// wait, and is remembered for later ones. An answer that names a series finds all of its episodes.
/// </summary>
public sealed class ImportQuestions(Database database, HistoryImports imports, Titles titles, Sights sights, TimeProvider time)
{
    /// <summary>What is less likely is not shown: it only resembles nothing else less.</summary>
    const double Least = 0.01;

    const string Asked = "coalesce(series_key, name_key)";

    /// <returns>In the order of the file; null when the member has no such import.</returns>
    public async Task<ImportQuestionPage?> Open(Viewer viewer, long import, int after, int limit, CancellationToken ct)
    {
        if (await imports.Own(viewer, import, ct) is null)
        {
            return null;
        }

        var sight = await sights.Of(viewer, ct);
        await using DbConnection connection = await database.Read(ct);
        var groups = (await connection.QueryAsync<GroupRow>(new CommandDefinition($"""
            select min(number) as Number, count(*) as Rows from house.import_row
            where import = @import and class = 8 group by {Asked} having min(number) > @after order by min(number) limit @limit
            """, new { import, after, limit }, cancellationToken: ct))).AsList();
        var questions = new List<ImportQuestion>();
        foreach (var group in groups)
        {
            var row = (await imports.Store.Row(import, group.Number, ct))!;
            questions.Add(new ImportQuestion(HistoryImports.Told(row, sight), (int)group.Rows, await Candidates(row, sight, ct)));
        }

        return new ImportQuestionPage(questions, await OpenCount(import, ct));
    }

    /// <param name="title">Null: none of them, and no other that there is.</param>
    /// <returns>Null when the member has no such import, or it does not ask about this row.</returns>
    /// <exception cref="Refusal">Nobody knows that title.</exception>
    public async Task<ImportAnswered?> Answer(Viewer viewer, long import, int number, TitleId? title, CancellationToken ct)
    {
        if (await imports.Own(viewer, import, ct) is null || await imports.Store.Row(import, number, ct) is not { Question: not null, Result: null, Class: (int)ImportClass.Unmatched or (int)ImportClass.LeftOut } row)
        {
            return null;
        }

        var sight = await sights.Of(viewer, ct);
        var facts = title is { } asked
            ? await titles.Find(asked, ct) is { } found && sight.Shows(found) ? found : throw new Refusal("watching.match.noTitle", ("id", asked.ToString()))
            : null;
        var bySeries = row.SeriesKey is not null && (facts is null || facts.Kind.IsSeries());
        string[] keys = bySeries ? [row.SeriesKey!] : [.. new[] { row.OwnKey, row.NameKey }.OfType<string>()];
        await database.Write(Store.House, async writing =>
        {
            foreach (var key in keys)
            {
                await MatchAnswers.Set(writing, viewer.Member, key, facts?.Id, time.GetUtcNow().ToUnixTimeSeconds());
            }
        }, ct);
        var decided = 0;
        foreach (var waiting in (await imports.Store.Of(viewer.Member, ct)).Where(i => i.State is "preview" or "applied" or "cancelled" && i.UndoFact is null))
        {
            var rows = await imports.Store.Asking(waiting.Id, bySeries ? null : row.OwnKey, bySeries ? null : row.NameKey, bySeries ? row.SeriesKey : null, ct);
            if (bySeries && facts is not null)
            {
                rows = [.. rows, .. await Guessed(viewer, waiting.Id, row.SeriesKey!, ct)];
            }

            decided += rows.Count == 0 ? 0 : await Decide(viewer, waiting.Id, rows, facts, bySeries, ct);
        }

        return new ImportAnswered(decided, await OpenCount(import, ct));
    }

    /// <summary>Episodes that were taken for those of a series of the same name, before the member said which one is meant.</summary>
    async Task<IEnumerable<StoredImportRow>> Guessed(Viewer viewer, long import, string series, CancellationToken ct)
    {
        var answers = await imports.Reading.Answers.Of(viewer.Member, ct);
        return (await imports.Store.FoundOf(import, series, ct)).Where(row =>
            RowQuestion.Read(row.Question!) is { Imdb: null, SeriesImdb: null }
            && !(row.OwnKey is { } own && answers.ContainsKey(own)) && !answers.ContainsKey(row.NameKey!));
    }

    async Task<int> Decide(Viewer viewer, long import, IReadOnlyList<StoredImportRow> rows, TitleFacts? answer, bool bySeries, CancellationToken ct)
    {
        IReadOnlyList<RowMatch> matches = answer is null || !bySeries
            ? [.. rows.Select(_ => RowMatch.Said(answer?.Id))]
            : await Episodes(viewer, rows, ct);
        var found = await titles.Find([.. matches.Select(match => match.Title).OfType<TitleId>().Distinct()], ct);
        await database.Write(Store.House, async writing =>
        {
            foreach (var (row, match) in rows.Zip(matches))
            {
                var facts = match.Title is { } title ? found.GetValueOrDefault(title) : null;
                await ImportStore.SetMatch(writing, import, row.Number, match, facts is { Known: true }, facts is null ? null : (int)facts.Kind);
            }

            if (answer is not null && bySeries)
            {
                // The series is settled: an episode that is still in doubt is asked about by itself.
                await writing.Execute("update house.import_row set series_key = null where import = @import and class = 8 and series_key = @key", new { import, key = rows[0].SeriesKey });
            }

            await ImportSteps.Judge(writing, import, viewer.Member);
            await ImportStore.Count(writing, import);
        }, ct);
        return matches.Count(match => match.Title is not null || match.Declined);
    }

    async Task<IReadOnlyList<RowMatch>> Episodes(Viewer viewer, IReadOnlyList<StoredImportRow> rows, CancellationToken ct)
    {
        RowQuestion[] questions = [.. rows.Select(row => new RowQuestion(RowQuestion.Read(row.Question!), row.OwnKey, row.NameKey!, row.SeriesKey))];
        return await imports.Reading.Matching.Ask(questions, viewer, await imports.Reading.Answers.Of(viewer.Member, ct), ct);
    }

    async Task<IReadOnlyList<QuestionCandidate>> Candidates(StoredImportRow row, Sight sight, CancellationToken ct)
    {
        var candidates = RowMatch.ReadCandidates(row.Candidates);
        var facts = await titles.Find([.. candidates.Select(candidate => candidate.Title)], ct);
        return
        [
            .. from candidate in candidates
               let title = facts.GetValueOrDefault(candidate.Title)
               where title is not null && candidate.Certainty >= Least && sight.Shows(title)
               select new QuestionCandidate(title.Id.ToString(), title.Title, title.Year, title.Kind.Spelling(), title.Series is { } series && sight.Shows(series.Id) ? series.Title : null, candidate.Certainty, candidate.Evidence),
        ];
    }

    async Task<int> OpenCount(long import, CancellationToken ct)
    {
        await using DbConnection connection = await database.Read(ct);
        return (int)await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            $"select count(distinct {Asked}) from house.import_row where import = @import and class = 8", new { import }, cancellationToken: ct));
    }

    sealed record GroupRow
    {
        public int Number { get; init; }

        public long Rows { get; init; }
    }
}
