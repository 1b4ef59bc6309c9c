using System.Diagnostics;
using System.Globalization;
using Dapper;
using Marquee.Catalog;
using Marquee.Catalog.Browse;
using Marquee.Catalog.Ceilings;
using Marquee.Catalog.Import;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Benchmarks;

/// <summary>
/// Browsing at the size of all of IMDb: building the index (in a process of its own, so that its memory is its own), then 1,000
/// combinations of filters with every facet counted and a page of facts read; beside them, for some of the same questions, what
/// SQL over the catalog's tables takes for the total and the counts of one facet alone. Target: p95 of at most 150 ms.
/// </summary>
static class BrowseBenchmark
{
    const int Queries = 1000;
    const int InSql = 25;
    const double Target = 150;

    public static async Task<int> Run(string[] args)
    {
        var at = Array.IndexOf(args, "--dir");
        var folder = at >= 0 && at + 1 < args.Length ? Path.GetFullPath(args[at + 1]) : Path.Combine(Path.GetTempPath(), "marquee-bench-search");
        if (args.FirstOrDefault() == "build")
        {
            Build(folder, args[^1]);
            return 0;
        }

        var results = new Results("browse");
        if (!SearchCatalog.Generate(folder, results))
        {
            return 1;
        }

        var work = Directory.CreateDirectory(Path.Combine(folder, "browse-house")).FullName;
        results.Line("Browsing 11.6 million synthetic titles with the languages of their names; one thread, warm; wall time.");
        if (!args.Contains("--keep-index"))
        {
            results.Line(Child("build", "--dir", folder, Path.Combine(work, "alone.index")).Trim());
            results.Line(string.Create(CultureInfo.InvariantCulture, $"index {new FileInfo(Path.Combine(work, "alone.index")).Length / 1048576.0:F0} MiB"));
        }

        await using var house = await House(work, folder);
        var p95 = await Ask(house, results);
        await AskAsChild(house, results);
        await AskSql(house, results);
        results.Line($"target of {Target:F0} ms at p95: {(p95 <= Target ? "met" : "missed")}");
        results.Keep();
        return p95 <= Target ? 0 : 1;
    }

    /// <summary>Imports the dumps unless an earlier run has.</summary>
    static async Task<ServiceProvider> House(string work, string dumps)
    {
        var provider = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Folder", work)]).Build())
            .AddSingleton(TimeProvider.System).AddLogging().AddStorage().AddJournal().AddJobs().AddCatalog().BuildServiceProvider();
        await provider.GetRequiredService<StoreOpening>().Open(writing: true, CancellationToken.None);
        if (provider.GetRequiredService<Database>().CurrentGeneration == 0)
        {
            await provider.GetRequiredService<ImdbTerms>().Accept(CancellationToken.None);
            await provider.GetRequiredService<CatalogImport>().Run(new CatalogImportArguments(dumps), _ => { }, CancellationToken.None);
        }

        return provider;
    }

    static async Task<double> Ask(ServiceProvider house, Results results)
    {
        var browse = house.GetRequiredService<TitleBrowse>();
        var queries = BrowseQueries.Make(Queries);
        foreach (var query in queries.Take(100))
        {
            await browse.Find(query, CancellationToken.None);
        }

        var (all, counting, empty) = (new double[Queries], new double[Queries], 0);
        var large = new List<BrowseQuery>();
        for (var i = 0; i < Queries; i++)
        {
            var started = TimeProvider.System.GetTimestamp();
            var answer = await browse.Find(queries[i], CancellationToken.None);
            all[i] = TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
            counting[i] = answer.Milliseconds;
            empty += answer.Total == 0 ? 1 : 0;
            if (answer.Total > TitleBrowse.Deepest + queries[i].Limit)
            {
                large.Add(queries[i]);
            }
        }

        results.Line($"finding and counting           {new Percentiles(counting)}");
        results.Line($"and reading the page's facts   {new Percentiles(all)}");
        results.Line($"  of them with episodes        {new Percentiles(all.Where((_, i) => queries[i].Kinds.Contains(TitleKind.TvEpisode)))}");
        foreach (var skip in (int[])[0, TitleBrowse.Deepest])
        {
            var times = new List<double>();
            foreach (var query in large)
            {
                times.Add((await browse.Find(query with { Skip = skip }, CancellationToken.None)).Milliseconds);
            }

            results.Line(string.Create(CultureInfo.InvariantCulture, $"large answers, {skip,7:N0} deep    {(times.Count > 0 ? new Percentiles(times) : null)}"));
        }

        results.Line($"{empty} of {Queries} found nothing and were asked again without each filter");
        return new Percentiles(all).At(95);
    }

    /// <summary>The same questions by a child, whose sets are intersected with what it sees; at most twice a host's time is the target.</summary>
    static async Task AskAsChild(ServiceProvider house, Results results)
    {
        var (browse, queries) = (house.GetRequiredService<TitleBrowse>(), BrowseQueries.Make(Queries));
        var started = TimeProvider.System.GetTimestamp();
        var sight = await house.GetRequiredService<Sights>().Under(new Ceiling(0, new CeilingRule { Genres = Genres.Of(["Animation", "Family"]) }), 0, CancellationToken.None);
        var found = TimeProvider.System.GetElapsedTime(started);
        var first = await Milliseconds(queries[0], sight);
        var (host, child) = (new double[Queries], new double[Queries]);
        for (var i = 0; i < Queries; i++)
        {
            host[i] = await Milliseconds(queries[i], Sight.WithoutAdult);
            child[i] = await Milliseconds(queries[i], sight);
        }

        results.Line($"a host, in turn with the child {new Percentiles(host)}");
        results.Line(string.Create(CultureInfo.InvariantCulture,
            $"a child                        {new Percentiles(child)}; {child.Sum() / host.Sum():F2} of a host's sum, p95 {new Percentiles(child).At(95) / new Percentiles(host).At(95):F2}"));
        results.Line(string.Create(CultureInfo.InvariantCulture,
            $"  it sees {sight.Only!.Count:N0} titles, found in {found.TotalSeconds:F1} s once a generation and change of a host; its first question, which finds their rows, {first:F0} ms"));

        async Task<double> Milliseconds(BrowseQuery query, Sight of) => (await browse.Find(query with { Sight = of }, CancellationToken.None)).Milliseconds;
    }

    /// <summary>The peer answers a small part of the same: the total, and how many titles of each kind, without languages.</summary>
    static async Task AskSql(ServiceProvider house, Results results)
    {
        var (times, browse, differ) = (new List<double>(), house.GetRequiredService<TitleBrowse>(), 0);
        await using var connection = await house.GetRequiredService<Database>().Read(CancellationToken.None);
        foreach (var query in BrowseQueries.Make(Queries).Where(q => q.Languages.Count == 0).Take(InSql))
        {
            var started = TimeProvider.System.GetTimestamp();
            var total = await connection.ExecuteScalarAsync<long>("select count(*) from catalog.title where " + Where(query, ownKind: true));
            await connection.QueryAsync("select kind, count(*) from catalog.title where " + Where(query, ownKind: false) + " group by kind");
            times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
            differ += total == (await browse.Find(query, CancellationToken.None)).Total ? 0 : 1;
        }

        results.Line($"SQL: total and one facet       {new Percentiles(times)}");
        results.Line($"SQL and index differ in {differ} of {times.Count} totals");
    }

    static string Where(BrowseQuery q, bool ownKind)
    {
        List<string> tests = ["not adult"];
        if (ownKind)
        {
            tests.Add(q.Kinds.Count == 0 ? "kind <> 6" : $"kind in ({string.Join(',', q.Kinds.Select(k => (int)k))})");
        }

        if (!q.Genres.IsEmpty)
        {
            tests.Add(q.AllGenres ? $"(genres & {q.Genres.Bits}) = {q.Genres.Bits}" : $"(genres & {q.Genres.Bits}) <> 0");
        }

        tests.AddRange(q.Decades.Select(d => $"year between {d} and {d + 9}"));
        Range("year", q.Years);
        Range("runtime", q.Runtime);
        Range("votes", q.Votes);
        Range("rating", q.Rating);
        return string.Join(" and ", tests);

        void Range(string column, NumberRange range)
        {
            if (!range.IsAll)
            {
                tests.Add($"{column} between {range.Least ?? 1} and {range.Most ?? int.MaxValue}");
            }
        }
    }

    static void Build(string dumps, string target)
    {
        var started = TimeProvider.System.GetTimestamp();
        var reading = 0.0;
        using (var builder = new BrowseIndexBuilder(Path.GetDirectoryName(target)!))
        {
            BrowseCatalog.Add(builder, dumps);
            reading = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            builder.Build(target, CancellationToken.None);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"build: {TimeProvider.System.GetElapsedTime(started).TotalSeconds - reading:F0} s after {reading:F0} s of reading the dumps, peak {SearchBenchmark.Memory("VmHWM"):F0} MiB resident"));
    }

    static string Child(params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        string[] program = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(BrowseBenchmark).Assembly.Location] : [];
        foreach (var argument in program.Append("browse").Concat(args))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"browse {args[0]} ended with {process.ExitCode}");
    }
}
