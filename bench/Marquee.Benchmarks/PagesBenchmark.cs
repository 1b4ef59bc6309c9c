using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Dapper;
using Marquee.Storage;
using Microsoft.Data.Sqlite;

namespace Marquee.Benchmarks;

/// <summary>
/// How long 20 people at once wait for the pages: title, person, best, a watchlist of 100,000, search. Through the real server,
/// warm, each request another title. Target: p95 of at most 50 ms for each.
/// </summary>
static class PagesBenchmark
{
    const int Clients = 20;
    const int OnTheList = 100_000;
    const int Portion = 60;
    const double MostMilliseconds = 50;
    static readonly TimeSpan Warm = TimeSpan.FromSeconds(3);

    public static async Task<int> Run(string[] args)
    {
        var options = new Arguments(args);
        var results = new Results("pages");
        var length = TimeSpan.FromSeconds(options.Number("--seconds", 15));
        var house = BenchHouse.Full(options);
        await using (await house.Serve())
        {
            // The first start makes the host.
        }

        var pages = Pages(house);
        await using var server = await house.Serve();
        using var key = JsonDocument.Parse(house.Run("key", "bench", "--json"));
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Clients, UseProxy = false }) { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.RootElement.GetProperty("key").GetString());
        pages.Add(("watchlist", await Portions(http)));
        var met = true;
        results.Line($"Pages of the API, {Clients} clients, {length.TotalSeconds} s each, clients on the same machine.");
        foreach (var (name, paths) in pages)
        {
            await Ask(http, paths, Warm);
            var waits = await Ask(http, paths, length);
            var good = waits.At(95) <= MostMilliseconds;
            met &= good;
            results.Line($"{name,-10} {waits}   {waits.Count / length.TotalSeconds,7:F0}/s   p95 <= {MostMilliseconds} ms: {(good ? "met" : "missed")}");
        }

        results.Line(string.Create(CultureInfo.InvariantCulture, $"server afterwards: {server.Memory("VmRSS"):F0} MiB resident, {server.Memory("RssAnon"):F0} MiB anonymous"));
        results.Keep();
        return met ? 0 : 1;
    }

    /// <summary>What to ask for, taken from the catalog; the host's list is filled up on the way.</summary>
    static List<(string Name, string[] Paths)> Pages(BenchHouse house)
    {
        SqliteLibrary.Use();
        var catalog = Directory.EnumerateDirectories(Path.Combine(house.Folder, "catalog")).Order(StringComparer.Ordinal).Last();
        using var connection = new SqliteConnection($"Data Source={Path.Combine(catalog, "catalog.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var titles = connection.Query<long>("select id from title where votes is not null and kind in (1, 4) and adult = 0 order by votes desc limit 2000").ToArray();
        var people = connection.Query<long>("select id from person limit 2000").ToArray();
        var names = connection.Query<string>("select title from title where votes is not null and kind in (1, 4) and adult = 0 order by votes desc limit 20000").Where((_, n) => n % 20 == 0).ToArray();
        var listed = connection.Query<long>("select id from title where kind = 1 limit @OnTheList", new { OnTheList }).ToArray();
        FillList(house, listed);
        var pages = new List<(string, string[])>
        {
            ("title", [.. titles.Select(id => $"/api/v1/titles/tt{id:D7}")]),
            ("best", [.. Enumerable.Range(0, 60).Select(n => $"/api/v1/best?kind=movie&decade={1930 + n % 10 * 10}&skip={n / 10 * 50}")]),
            ("search", [.. names.Select(name => $"/api/v1/search?q={Uri.EscapeDataString(name)}")]),
        };
        if (people.Length > 0)
        {
            pages.Insert(1, ("person", [.. people.Select(id => $"/api/v1/people/nm{id:D7}")]));
        }

        return pages;
    }

    /// <summary>The whole watchlist, from everywhere in it: the first portion and those that follow a place.</summary>
    static async Task<string[]> Portions(HttpClient http)
    {
        using var answer = JsonDocument.Parse(await http.GetStringAsync(new Uri($"/api/v1/watchlist/places?every={Portion}", UriKind.Relative)));
        var all = answer.RootElement.GetProperty("places").EnumerateArray().Select(place => Uri.EscapeDataString(place.GetString()!));
        return [$"/api/v1/watchlist?limit={Portion}", .. all.Select(place => $"/api/v1/watchlist?limit={Portion}&after={place}")];
    }

    static void FillList(BenchHouse house, long[] titles)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(house.Folder, "house.db")};Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        var host = connection.ExecuteScalar<long>("select min(id) from member", transaction: transaction);
        connection.Execute("insert or ignore into watchlist_entry (member, title, added_at) values (@host, @title, @at)", titles.Select((title, n) => new { host, title, at = 1_600_000_000 + n }), transaction);
        transaction.Commit();
    }

    static async Task<Percentiles> Ask(HttpClient http, string[] paths, TimeSpan length)
    {
        var waits = new ConcurrentBag<double>();
        using var end = new CancellationTokenSource(length);
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                var path = paths[Interlocked.Increment(ref next) % paths.Length];
                var began = TimeProvider.System.GetTimestamp();
                using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
                await answer.Content.ReadAsByteArrayAsync();
                waits.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
                if (!answer.IsSuccessStatusCode)
                {
                    throw new InvalidOperationException($"{path} gave {(int)answer.StatusCode}");
                }
            }
        })));
        return new Percentiles(waits);
    }
}
