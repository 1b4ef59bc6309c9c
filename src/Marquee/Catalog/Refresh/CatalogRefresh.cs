using System.Data.Common;
using Marquee.Catalog.Import;
using Marquee.Integrations.Imdb;
using Marquee.Storage;
using Marquee.Texts;
using Microsoft.Extensions.Logging;

namespace Marquee.Catalog.Refresh;

/// <param name="Scope">How much.</param>
/// <param name="Address">The folder of the web to fetch from; null for the one of the settings.</param>
/// <param name="Fetch">False goes by what is fetched already.</param>
/// <param name="Subset">Null is what the last import kept; ratings alone keep what is there in any case.</param>
public sealed record RefreshArguments(RefreshScope Scope, Uri? Address = null, bool Fetch = true, CatalogSubset? Subset = null);

/// <param name="Outcome"><c>loaded</c>, <c>unchanged</c>, <c>held</c> (the host is asked) or <c>declined</c> (the host has said no and nothing newer is there).</param>
/// <param name="Generation">The current one afterwards.</param>
/// <param name="Files">What was loaded.</param>
/// <param name="Held">What the host is asked about.</param>
public sealed record RefreshReport(string Outcome, int Generation, IReadOnlyList<LoadedFile> Files, IReadOnlyList<HeldFile> Held);

/// <summary>
/// Fetches what has changed and makes it the catalog: ratings alone when nothing else is new, otherwise everything. Until the
/// new generation is ready, and whenever something fails, the one before it serves.
/// </summary>
public sealed partial class CatalogRefresh
{
    static readonly ImdbFile[] Seven = [.. ImdbFile.All.Where(f => f != ImdbFile.Countries)];

    readonly CatalogImport _import;
    readonly RatingsRefresh _ratings;
    readonly DatasetFetch _fetch;
    readonly DatasetFolder _folder;
    readonly Datasets _datasets;
    readonly RefreshOutcomes _outcomes;
    readonly Generations _generations;
    readonly ImdbTerms _terms;
    readonly ILogger<CatalogRefresh> _log;

    internal CatalogRefresh(
        CatalogImport import, RatingsRefresh ratings, DatasetFetch fetch, DatasetFolder folder, Datasets datasets, RefreshOutcomes outcomes,
        Generations generations, ImdbTerms terms, ILogger<CatalogRefresh> log) =>
        (_import, _ratings, _fetch, _folder, _datasets, _outcomes, _generations, _terms, _log) =
        (import, ratings, fetch, folder, datasets, outcomes, generations, terms, log);

    /// <exception cref="Refusal">It cannot be done; the sentence is kept for the page too.</exception>
    public async Task<RefreshReport> Run(RefreshArguments arguments, Action<ImportProgress> report, CancellationToken ct)
    {
        using var alone = _folder.Take();
        try
        {
            var done = await Refresh(arguments, report, ct);
            Refreshed(arguments.Scope, done.Outcome);
            await (done.Outcome is "held" or "declined" ? _outcomes.Held(arguments.Scope, ct) : _outcomes.Succeeded(arguments.Scope, ct));
            return done;
        }
        catch (Exception e) when (!ct.IsCancellationRequested && e is not Refusal { ExitCode: Refusal.Busy })
        {
            await KeepFailure(arguments.Scope, e is Refusal refusal ? refusal.Text : new Text("refresh.fault", ("fault", e.GetType().Name)), ct);
            throw;
        }
    }

    /// <summary>A disk that is full for the catalog may be full for the house: that must not hide what went wrong first.</summary>
    async Task KeepFailure(RefreshScope scope, Text why, CancellationToken ct)
    {
        try
        {
            await _outcomes.Failed(scope, why, ct);
        }
        catch (DbException e)
        {
            NotKept(e.Message);
        }
    }

    async Task<RefreshReport> Refresh(RefreshArguments arguments, Action<ImportProgress> report, CancellationToken ct)
    {
        await _terms.RefuseUnaccepted(ct);
        var current = await _generations.Find(ct);
        var genuine = current is { Number: > 0, Sample: false };
        if (arguments.Scope == RefreshScope.Ratings && !genuine)
        {
            throw new Refusal("refresh.titlesFirst");
        }

        ImdbFile[] files = arguments.Scope == RefreshScope.Ratings ? [ImdbFile.Ratings] : Seven;
        if (arguments.Fetch)
        {
            await _fetch.Run(files, arguments.Address, report, ct);
        }

        var fetched = await _datasets.Fetched(ct);
        var held = (await _datasets.Held(ct)).Where(h => Array.Exists(files, f => f.Name == h.Name)).ToList();
        if (held.Count > 0)
        {
            return new RefreshReport("held", current.Number, [], held);
        }

        if (files.Any(f => fetched.GetValueOrDefault(f.Name) is { Verdict: Verdict.Discarded }))
        {
            return new RefreshReport("declined", current.Number, [], []);
        }

        var loaded = await _datasets.Loaded(ct);
        var news = files.Where(f => fetched.TryGetValue(f.Name, out var file) && file.Sha256 != loaded.GetValueOrDefault(f.Name)?.Sha256).ToList();
        var sameTitles = genuine && (arguments.Scope == RefreshScope.Ratings || (arguments.Subset ?? CatalogSubset.Read(current.Wanted)) == CatalogSubset.Read(current.Part));
        if (sameTitles && news.Count == 0)
        {
            return new RefreshReport("unchanged", current.Number, [], []);
        }

        return await Load(sameTitles && news is [var only] && only == ImdbFile.Ratings ? null : new CatalogImportArguments(_folder.Path, arguments.Subset), fetched, report, ct);
    }

    /// <param name="import">Null for ratings alone.</param>
    async Task<RefreshReport> Load(CatalogImportArguments? import, IReadOnlyDictionary<string, Dataset> fetched, Action<ImportProgress> report, CancellationToken ct)
    {
        var made = import is null
            ? await _ratings.Run(ImdbSource.Find(_folder.Path, ImdbFile.Ratings)!, report, ct)
            : await _import.Run(import, report, ct);
        await _datasets.KeepLoaded(made.Files, fetched.ToDictionary(f => f.Key, f => f.Value.Sha256), CancellationToken.None);
        return new RefreshReport("loaded", made.Generation, made.Files, []);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What became of this refresh could not be written into the house: {Why}")]
    partial void NotKept(string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "Refresh of {Scope} has ended: {Outcome}")]
    partial void Refreshed(RefreshScope scope, string outcome);
}
