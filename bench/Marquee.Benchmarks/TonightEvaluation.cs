using System.Globalization;
using System.IO.Compression;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Discovery;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Watching;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Benchmarks;

/// <summary>
/// Hides a fifth of the films that MovieLens users liked (four stars and more) and looks how many come back near the top, with
/// Tonight's score and with the plain weighted rating in the same run. The other ratings are the history. Films that are not
/// among the candidates count as missed. Films only: MovieLens has no series.
/// </summary>
static class TonightEvaluation
{
    const int Shown = 24;
    const int Users = 400;

    sealed record Case(HashSet<TitleId> Hidden, IReadOnlySet<TitleId> Known, Taste Taste);

    public static async Task<int> Run(string imdb, string movieLens)
    {
        var folder = Directory.CreateTempSubdirectory("marquee-bench-").FullName;
        await using var provider = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Folder", folder)]).Build())
            .AddSingleton(TimeProvider.System).AddLogging().AddStorage().AddJournal().AddJobs().AddAccess().AddCatalog().AddWatching().AddDiscovery().BuildServiceProvider();
        await provider.GetRequiredService<StoreOpening>().Open(writing: true, CancellationToken.None);
        await provider.GetRequiredService<ImdbTerms>().Accept(CancellationToken.None);
        await provider.GetRequiredService<CatalogImport>().Run(new CatalogImportArguments(imdb), _ => { }, CancellationToken.None);
        var results = new Results("tonight");
        var pool = provider.GetRequiredService<CandidatePool>();
        var pools = await pool.Of([TitleKind.Movie, TitleKind.TvMovie], Sight.Everything, CancellationToken.None);
        var cases = await Cases(movieLens, provider.GetRequiredService<Candidates>(), pool);
        var titles = pools.SelectMany(p => p.Titles).ToList();
        results.Line($"{cases.Count} MovieLens users, {cases.Average(c => c.Hidden.Count):F1} hidden liked films each, {titles.Count:N0} candidates; list of {Shown}");
        var plain = new Acclaim(pools, new TonightWeights { Reach = 0 }, WeightedRating.UsualPrior);
        Line(results, "weighted rating (m = 25,000)", cases, c => Ranked(titles, c, t => plain.Of(t.Title)));
        Line(results, "votes alone", cases, c => Ranked(titles, c, t => t.Title.Votes ?? 0));
        foreach (var (name, weights, prior) in Variants())
        {
            var acclaim = new Acclaim(pools, weights, prior);
            Line(results, name, cases, c => Ranked(titles, c, t => TonightScore.Of(t.Features, c.Taste, acclaim.Of(t.Title), weights).Total));
        }

        var own = new Acclaim(pools, Tonight.Weights);
        Line(results, "Tonight, mixed as shown", cases, c => Mixing.Pick(
            [.. titles.Where(t => !c.Known.Contains(t.Title.Id)).Select(t => new Scored(t.Title, t.Features, TonightScore.Of(t.Features, c.Taste, own.Of(t.Title), Tonight.Weights)))
                .OrderByDescending(s => s.Score.Total).Take(400)],
            Shown, Spread.Light).Select(p => p.Scored.Title.Id));
        await Speed(provider, results, cases);
        results.Keep();
        await provider.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    static IEnumerable<(string Name, TonightWeights Weights, double Prior)> Variants()
    {
        var ours = Tonight.Weights;
        yield return ("Tonight", ours, WeightedRating.UsualPrior);
        yield return ("  without taste", ours with { Genre = 0, Decade = 0, Country = 0, Director = 0, Writer = 0, Actor = 0 }, WeightedRating.UsualPrior);
        yield return ("  without reach", ours with { Reach = 0 }, WeightedRating.UsualPrior);
        yield return ("  without presence", ours with { Presence = 0 }, WeightedRating.UsualPrior);
        yield return ("  without people", ours with { Director = 0, Writer = 0, Actor = 0 }, WeightedRating.UsualPrior);
        yield return ("  reach 1", ours with { Reach = 1 }, WeightedRating.UsualPrior);
        yield return ("  reach 3", ours with { Reach = 3 }, WeightedRating.UsualPrior);
        yield return ("  presence 1", ours with { Presence = 1 }, WeightedRating.UsualPrior);
        yield return ("  presence 2", ours with { Presence = 2 }, WeightedRating.UsualPrior);
        yield return ("  genre 0.4", ours with { Genre = 0.4 }, WeightedRating.UsualPrior);
        yield return ("  genre 1", ours with { Genre = 1 }, WeightedRating.UsualPrior);
        yield return ("  decade 0.25", ours with { Decade = 0.25 }, WeightedRating.UsualPrior);
        yield return ("  decade 1", ours with { Decade = 1 }, WeightedRating.UsualPrior);
    }

    static IEnumerable<TitleId> Ranked(List<PoolTitle> titles, Case one, Func<PoolTitle, double> score) =>
        titles.Where(t => !one.Known.Contains(t.Title.Id)).Select(t => (t.Title.Id, Score: score(t))).OrderByDescending(t => t.Score).Take(Shown).Select(t => t.Id);

    static void Line(Results results, string name, List<Case> cases, Func<Case, IEnumerable<TitleId>> list)
    {
        var measured = cases.AsParallel().Select(c => Measure(c, [.. list(c)])).ToList();
        var (recall, ndcg) = (measured.Average(m => m.Recall), measured.Average(m => m.Ndcg));
        var error = Math.Sqrt(measured.Sum(m => Math.Pow(m.Ndcg - ndcg, 2)) / (measured.Count - 1.0) / measured.Count);
        results.Line(string.Create(CultureInfo.InvariantCulture, $"{name,-32} recall@{Shown} {recall:F4}   nDCG@{Shown} {ndcg:F4} +- {error:F4}"));
    }

    static (double Recall, double Ndcg) Measure(Case one, List<TitleId> list)
    {
        var gain = list.Select((id, at) => one.Hidden.Contains(id) ? 1 / Math.Log2(at + 2) : 0).Sum();
        var best = Enumerable.Range(0, Math.Min(Shown, one.Hidden.Count)).Sum(at => 1 / Math.Log2(at + 2));
        return ((double)list.Count(one.Hidden.Contains) / Math.Min(Shown, one.Hidden.Count), gain / best);
    }

    static async Task<List<Case>> Cases(string movieLens, Candidates candidates, CandidatePool pool)
    {
        var ids = Lines(movieLens, "links.csv.gz").ToDictionary(l => l[0], l => new TitleId(long.Parse(l[1], CultureInfo.InvariantCulture)));
        var features = (await pool.Described(await candidates.Of(ids.Values, CancellationToken.None), CancellationToken.None)).ToDictionary(t => t.Title.Id, t => t.Features);
        var usual = await pool.Usual(CancellationToken.None);
        var cases = new List<Case>();
        foreach (var user in Lines(movieLens, "ratings.csv.gz").GroupBy(l => l[0]).Take(Users))
        {
            var rated = user.Select(l => (Title: ids[l[1]], Rating: double.Parse(l[2], CultureInfo.InvariantCulture) * 2)).Where(r => features.ContainsKey(r.Title)).ToList();
            var hidden = rated.Where(r => r.Rating >= 8 && Seeded.Chance(1, r.Title.Number ^ (long.Parse(user.Key, CultureInfo.InvariantCulture) << 32)) < 0.2).Select(r => r.Title).ToHashSet();
            if (hidden.Count > 0)
            {
                var known = rated.Where(r => !hidden.Contains(r.Title)).ToList();
                cases.Add(new Case(hidden, known.Select(r => r.Title).ToHashSet(), Taste.Of([.. known.Select(r => new KnownTaste(r.Title, r.Rating, features[r.Title]))], usual)));
            }
        }

        return cases;
    }

    /// <summary>The whole way, from the stores to the answer, for a member with some hundred ratings.</summary>
    static async Task Speed(ServiceProvider provider, Results results, List<Case> cases)
    {
        var viewer = Viewers.Of(await provider.GetRequiredService<Members>().EnsureHost("Ada", CancellationToken.None), Origin.Cli);
        var ratings = provider.GetRequiredService<Ratings>();
        var (titles, given) = (cases.MaxBy(c => c.Known.Count is > 200 and < 500 ? c.Known.Count : 0)!.Known.ToList(), 0);
        foreach (var title in titles)
        {
            await ratings.Set(viewer, title, 4 + (given++ % 7), CancellationToken.None);
        }

        var tonight = provider.GetRequiredService<Tonight>();
        for (var i = 0; i < 4; i++)
        {
            await ratings.Set(viewer, titles[0], 3 + i, CancellationToken.None);
            await Timed("after a new rating", new TonightFilters());
            await Timed("again", new TonightFilters());
            await Timed("100 minutes, drama, 1990s", new TonightFilters { MaxRuntime = 100, Genres = Genres.Named("Drama")!.Value, Decade = 1990 });
        }

        async Task Timed(string name, TonightFilters filters)
        {
            var started = TimeProvider.System.GetTimestamp();
            var answer = await tonight.Picks(viewer, filters, CancellationToken.None);
            results.Line(string.Create(CultureInfo.InvariantCulture, $"{name}, {titles.Count} ratings: {answer.Picks.Count} picks in {TimeProvider.System.GetElapsedTime(started).TotalMilliseconds:F0} ms"));
        }
    }

    static IEnumerable<string[]> Lines(string folder, string name)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder, name)), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split(',');
        }
    }
}
