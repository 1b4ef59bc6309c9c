using System.Diagnostics;
using System.Globalization;
using Marquee.Catalog;
using Marquee.Catalog.Search;

namespace Marquee.Benchmarks;

/// <summary>
/// Title search at the size of all of IMDb: 11.6 million titles and the akas of every tenth. Builds in one process and asks in
/// fresh ones, so that memory figures are those of the part alone. Targets: p50 of at most 10 ms, p95 of at most 50 ms,
/// at most 250 MiB of anonymous memory.
/// </summary>
internal static class SearchBenchmark
{
    const int Queries = 1000;
    const int Rounds = 3;
    static double _anonymous;

    public static int Run(string[] args)
    {
        var at = Array.IndexOf(args, "--dir");
        var folder = at >= 0 && at + 1 < args.Length ? Path.GetFullPath(args[at + 1]) : Path.Combine(Path.GetTempPath(), "marquee-bench-search");
        return args.FirstOrDefault() switch
        {
            "build" => Build(folder),
            "ask" => Ask(folder),
            _ => Measure(folder, rebuild: !args.Contains("--keep-index")),
        };
    }

    static int Measure(string folder, bool rebuild)
    {
        var results = new Results("search");
        if (!SearchCatalog.Generate(folder, results)) return 1;
        results.Line("Title search over 11.6 million synthetic titles, akas of every tenth; one thread, warm; wall time.");
        if (rebuild || !File.Exists(SearchCatalog.IndexPath(folder)))
            foreach (var line in Child("build", folder)) results.Line(line);
        results.Line(string.Create(CultureInfo.InvariantCulture, $"index {new FileInfo(SearchCatalog.IndexPath(folder)).Length / 1048576.0:F0} MiB"));
        var runs = new List<string[]>();
        for (var round = 0; round < Rounds; round++) runs.Add(Child("ask", folder));
        var median = runs.OrderBy(Median).ElementAt(Rounds / 2);
        foreach (var line in median) results.Line(line);
        results.Line("p50 of all runs: " + string.Join(", ", runs.Select(run => Median(run).ToString("F2", CultureInfo.InvariantCulture))));
        results.Keep();
        return 0;
    }

    static double Median(string[] run)
    {
        var all = run[0];
        return double.Parse(all.AsSpan(all.IndexOf("p50", StringComparison.Ordinal) + 3).Trim().ToString().Split(' ')[0], CultureInfo.InvariantCulture);
    }

    static int Build(string folder)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var watch = new Timer(_ => _anonymous = Math.Max(_anonymous, Memory("RssAnon")), null, 0, 50);
        SearchCatalog.Build(folder);
        var wall = TimeProvider.System.GetElapsedTime(started);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"build with reading the dumps: {wall.TotalSeconds:F0} s wall, {self.TotalProcessorTime.TotalSeconds:F0} s CPU, peak {Memory("VmHWM"):F0} MiB resident, {_anonymous:F0} MiB anonymous"));
        return 0;
    }

    static int Ask(string folder)
    {
        using var index = TitleIndex.Open(SearchCatalog.IndexPath(folder));
        var queries = SearchQueries.Make(SearchCatalog.Samples(folder), Queries);
        foreach (var query in queries) Ask(index, query, null);
        var all = Time(index, queries, null, out var ofAll);
        Console.WriteLine($"all      {new Percentiles(all)}");
        foreach (var kind in queries.Select(query => query.Kind).Distinct().Order())
            Console.WriteLine($"{kind,-8} {new Percentiles(all.Where((_, i) => queries[i].Kind == kind))}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"CPU a query {ofAll:F2} ms; RssAnon {Memory("RssAnon"):F0} MiB of the whole process"));
        Ceiling(index, queries, ofAll);
        return 0;
    }

    /// <summary>The same as a child asks that sees every hundredth title; at most twice as much is the target.</summary>
    static void Ceiling(TitleIndex index, SearchQueries.Query[] queries, double ofAll)
    {
        const int spread = 97;
        var visible = new VisibleTitles([.. Enumerable.Range(1, index.TitleCount / spread).Select(i => (long)i * spread)], []);
        var started = TimeProvider.System.GetTimestamp();
        Ask(index, queries[0], visible);
        var first = TimeProvider.System.GetElapsedTime(started);
        foreach (var query in queries) Ask(index, query, visible);
        var times = Time(index, queries, visible, out var ofChild);
        Console.WriteLine($"a child  {new Percentiles(times)}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"a child: CPU a query {ofChild:F2} ms, {ofChild / ofAll:F2} of everybody's; the first one, which marks its {visible.Count:N0} titles, {first.TotalMilliseconds:F0} ms"));
    }

    /// <param name="processor">Milliseconds a query.</param>
    static double[] Time(TitleIndex index, SearchQueries.Query[] queries, VisibleTitles? only, out double processor)
    {
        var times = new double[queries.Length];
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        for (var i = 0; i < queries.Length; i++)
        {
            var started = TimeProvider.System.GetTimestamp();
            Ask(index, queries[i], only);
            times[i] = TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
        }

        self.Refresh();
        processor = (self.TotalProcessorTime - before).TotalMilliseconds / queries.Length;
        return times;
    }

    static void Ask(TitleIndex index, SearchQueries.Query query, VisibleTitles? only)
    {
        var search = new SearchQuery { Text = query.Text, Limit = 20, Only = only };
        if (query.WhileTyping) index.Suggest(search, CancellationToken.None);
        else index.Search(search, CancellationToken.None);
    }

    /// <summary>In MiB; 0 where the system has no such file.</summary>
    internal static double Memory(string name)
    {
        const string status = "/proc/self/status";
        var line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal)) : null;
        return line is null ? 0 : long.Parse(line.AsSpan(name.Length + 1).Trim(" \tkB"), CultureInfo.InvariantCulture) / 1024.0;
    }

    static string[] Child(string what, string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(SearchBenchmark).Assembly.Location);
        foreach (var argument in new[] { "search", what, "--dir", folder }) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"search {what} ended with {process.ExitCode}");
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
