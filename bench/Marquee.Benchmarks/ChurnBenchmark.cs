using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Marquee.Benchmarks;

/// <summary>
/// A server fetches and imports the catalog again and again as its job, every second time the ratings alone, while members search
/// it a thousand times a second. An answer that mixes two generations, or is of another one than its header says, is seen.
/// Target: no failed and no wrong answer.
/// </summary>
static class ChurnBenchmark
{
    const int Workers = 16;
    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    public static async Task<int> Run(string[] args)
    {
        var options = new Arguments(args);
        var (titles, rate, rounds) = ((int)options.Number("--titles", 50_000), (int)options.Number("--rate", 1000), (int)options.Number("--rounds", 6));
        var results = new Results("churn");
        var folder = Directory.CreateTempSubdirectory("marquee-churn-").FullName;
        var house = new BenchHouse(Directory.CreateDirectory(Path.Combine(folder, "data")).FullName);
        await File.WriteAllTextAsync(Path.Combine(house.Folder, "marquee.json"), """{ "Outbound": { "Allowed": ["127.0.0.1"] } }""");
        await using var dumps = new MarkedDumps(Directory.CreateDirectory(Path.Combine(folder, "files")).FullName, titles);
        var address = await dumps.Serve();
        await using var server = await house.Serve();
        using var key = JsonDocument.Parse(house.Run("key", "bench", "--scope", "admin", "read", "--json"));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.RootElement.GetProperty("key").GetString());
        (await http.PostAsync(new Uri("/api/v1/catalog/terms", UriKind.Relative), null)).EnsureSuccessStatusCode();
        var truth = new Dictionary<int, MarkedAnswer>();
        await Round(0);
        using var end = new CancellationTokenSource();
        var searching = new MarkedSearches(http, titles, rate);
        var run = Task.Run(() => searching.Run(Workers, end.Token));
        for (var round = 1; round <= rounds; round++)
        {
            await Round(round);
        }

        await end.CancelAsync();
        await run;
        var mixed = searching.Seen.Keys.Where(seen => truth.GetValueOrDefault(seen.Generation) != seen).ToList();
        results.Line(string.Create(CultureInfo.InvariantCulture,
            $"{titles:N0} titles, {rounds} refreshes in the server, {Workers} clients over HTTP on the same machine, {searching.Took.Count / searching.Elapsed.TotalSeconds:F0}/s of {rate}/s asked for"));
        results.Line($"answers {searching.Took.Count:N0} of {searching.Seen.Select(s => s.Key.Generation).Distinct().Count()} generations: {searching.Failures.Count} failed, {searching.Wrong.Count} without the title, {mixed.Count} kinds of a wrong generation");
        results.Line($"one search           {new Percentiles(searching.Took)}");
        results.Line($"with waiting a turn  {new Percentiles(searching.Waited)}");
        results.Line(string.Create(CultureInfo.InvariantCulture, $"server afterwards: {server.Memory("VmRSS"):F0} MiB resident, {server.Memory("RssAnon"):F0} MiB anonymous"));
        foreach (var failure in searching.Failures.Concat(searching.Wrong).Concat(mixed.Select(seen => seen.ToString())).Take(5))
        {
            results.Line(failure);
        }

        results.Keep();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        return searching.Failures.IsEmpty && searching.Wrong.IsEmpty && mixed.Count == 0 ? 0 : 1;

        async Task Round(int round)
        {
            var ratingsOnly = round % 2 == 1;
            dumps.Write(round, ratingsOnly);
            var started = TimeProvider.System.GetTimestamp();
            var report = await Refresh(http, address);
            if (report.GetProperty("outcome").GetString() != "loaded")
            {
                throw new InvalidOperationException($"round {round} was {report}");
            }

            var generation = report.GetProperty("generation").GetInt32();
            truth[generation] = new MarkedAnswer(generation, ratingsOnly ? round - 1 : round, round);
            results.Line(string.Create(CultureInfo.InvariantCulture,
                $"round {round}: {(ratingsOnly ? "ratings alone" : "everything"),-13} generation {generation} after {TimeProvider.System.GetElapsedTime(started).TotalSeconds:F2} s"));
        }
    }

    /// <returns>What the job says that became of it.</returns>
    static async Task<JsonElement> Refresh(HttpClient http, Uri address)
    {
        using var answer = await http.PostAsJsonAsync("/api/v1/catalog/refresh", new { address });
        answer.EnsureSuccessStatusCode();
        while (true)
        {
            var job = await http.GetFromJsonAsync<JsonElement>(answer.Headers.Location);
            switch (job.GetProperty("state").GetString())
            {
                case "done":
                    return job.GetProperty("result");
                case "failed" or "cancelled":
                    throw new InvalidOperationException(job.ToString());
                default:
                    await Task.Delay(Between);
                    break;
            }
        }
    }
}
