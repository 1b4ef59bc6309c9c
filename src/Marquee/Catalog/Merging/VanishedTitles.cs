using Dapper;
using Marquee.Storage;
using Microsoft.Extensions.Logging;

namespace Marquee.Catalog.Merging;

/// <summary>
/// Notices what IMDb has merged: titles that members have something of, that an earlier catalog had and the current one lacks,
/// are looked for under another id.
/// </summary>
public sealed partial class VanishedTitles(Database database, TitleSearch search, Titles titles, TimeProvider time, ILogger<VanishedTitles> log)
{
    /// <summary>Search hits that are compared with one vanished title.</summary>
    const int Candidates = 25;

    /// <summary>With more than this, the files of the import are not those of all IMDb, and nothing was merged.</summary>
    const int TooMany = 2000;

    const string Directors = "select person from catalog.crew where title = @title and role = 1";

    /// <summary>Called after an import. Never fails it: the new catalog serves in any case.</summary>
    /// <param name="before">The generation that was current before, for what it knew of directors.</param>
    /// <param name="vanished">Of a title that the catalog lacks: whether IMDb's files lack it too.</param>
    /// <param name="ct">Stops between two titles.</param>
    /// <returns>How many new proposals wait for a host.</returns>
    public async Task<int> Look(int before, Func<long, bool> vanished, CancellationToken ct)
    {
        try
        {
            var store = new MergeProposalStore(database);
            var gone = (await Gone(ct)).Where(title => vanished(title.Id.Number)).ToList();
            if (gone.Count > TooMany)
            {
                return 0;
            }

            var found = await Find(gone, before, store, ct);
            var proposed = await store.Replace(found, time.GetUtcNow().ToUnixTimeSeconds(), ct);
            Looked(found.Count, proposed);
            return proposed;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Missed(e);
            return 0;
        }
    }

    /// <summary>
    /// What waits for an answer stays as long as both of its titles are as they were: only the generation before knew the
    /// directors, and an import later nobody does.
    /// </summary>
    async Task<IReadOnlyList<MergeProposal>> Find(IReadOnlyList<TitleFacts> gone, int before, MergeProposalStore store, CancellationToken ct)
    {
        var (open, decided) = (await store.Open(ct), await store.Decided(ct));
        var there = await titles.InCatalog([.. open.Select(p => p.Into)], ct);
        var waiting = open.Where(p => there.Contains(p.Into)).ToLookup(p => p.Title);
        var proposals = new List<MergeProposal>();
        foreach (var title in gone)
        {
            ct.ThrowIfCancellationRequested();
            if ((waiting[title.Id].FirstOrDefault() ?? await Best(title, before, decided, ct)) is { } proposal)
            {
                proposals.Add(proposal);
            }
        }

        return proposals;
    }

    async Task<IReadOnlyList<TitleFacts>> Gone(CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        return [.. (await connection.QueryAsync<TitleRow>(new CommandDefinition($"""
            select {KnownTitles.Columns} from known.title k
            where k.from_catalog and k.id < @FirstOwn and not exists (select 1 from catalog.title t where t.id = k.id)
              and not exists (select 1 from house.title_merge m where m.redirects = k.id)
            order by k.id
            """, new { TitleId.FirstOwn }, cancellationToken: ct))).Select(row => row.Facts(known: true))];
    }

    async Task<MergeProposal?> Best(TitleFacts gone, int before, IReadOnlySet<(long, long)> decided, CancellationToken ct)
    {
        var text = gone.Series is { } series ? $"{series.Title} s{series.Season}e{series.Episode}" : gone.Title;
        var hits = await search.Search(text, null, Candidates, Sight.Everything, ct);
        var directors = await DirectorsOf(gone.Id, before, ct);
        var fitting = new List<(TitleFacts Title, MergeEvidence Evidence)>();
        foreach (var there in hits.Hits.Select(h => h.Title).Where(t => !t.Known))
        {
            if (SameTitle.Compare(gone, there, await Shared(directors, there.Id, ct)) is { } evidence)
            {
                fitting.Add((there, evidence));
            }
        }

        var open = fitting.Where(f => !decided.Contains((gone.Id.Number, f.Title.Id.Number))).OrderByDescending(f => SameTitle.Certainty(f.Evidence)).ThenBy(f => f.Title.Id).ToList();
        if (open.Count == 0)
        {
            return null;
        }

        var evidenceOfBest = open[0].Evidence with { Rivals = open.Count - 1 };
        return new MergeProposal { Title = gone.Id, Into = open[0].Title.Id, Evidence = evidenceOfBest, Certainty = SameTitle.Certainty(evidenceOfBest) };
    }

    async Task<bool?> Shared(IReadOnlyList<long> directors, TitleId there, CancellationToken ct)
    {
        await using var connection = await database.Read(ct);
        var theirs = directors.Count == 0 ? [] : (await connection.QueryAsync<long>(new CommandDefinition(Directors, new { title = there.Number }, cancellationToken: ct))).AsList();
        return theirs.Count == 0 ? null : theirs.Intersect(directors).Any();
    }

    /// <summary>Only the generation before still knows who made a title that is gone, as long as its files are there.</summary>
    async Task<IReadOnlyList<long>> DirectorsOf(TitleId title, int before, CancellationToken ct)
    {
        if (before == database.Generation || !(await database.GenerationsThere(ct)).Contains(before))
        {
            return [];
        }

        await using var connection = await database.Read(before, ct);
        return (await connection.QueryAsync<long>(new CommandDefinition(Directors, new { title = title.Number }, cancellationToken: ct))).AsList();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Found} titles of members may have become others in IMDb's files, {New} of them new")]
    partial void Looked(int found, int @new);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Titles that vanished from IMDb's files could not be looked at; the next import does")]
    partial void Missed(Exception e);
}
