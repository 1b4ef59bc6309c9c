using System.Data.Common;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Dapper;
using Marquee.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Marquee.Benchmarks;

/// <summary>
/// How long 20 people at once wait for the pages: title, person, best, a watchlist of 100,000, search. Through the real server,
/// warm, by wrk. What is asked for again and again is measured apart from what nobody has asked for before. Target: p95 of at
/// most 50 ms for each that is asked again.
/// </summary>
static class PagesBenchmark
{
    const int OnTheList = 100_000;
    const double MostMilliseconds = 50;
    static readonly TimeSpan Warm = TimeSpan.FromSeconds(4);

    public static async Task<int> Run(string[] args)
    {
        if (WrkRun.Missing() is { } what)
        {
            await Console.Error.WriteLineAsync(what);
            return 2;
        }

        var options = new Arguments(args);
        var clients = (int)options.Number("--clients", 20);
        var length = TimeSpan.FromSeconds(options.Number("--seconds", 15));
        var house = BenchHouse.Full(options);
        var results = new Results(house.OnPostgres ? "pages-postgres" : "pages");
        await using (await house.Serve())
        {
            // The first start makes the host.
        }

        await FillList(house);
        await using var server = await house.Serve();
        using var made = JsonDocument.Parse(house.Run("key", $"bench {Guid.NewGuid():N}", "--json"));
        var key = made.RootElement.GetProperty("key").GetString()!;
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        results.Line(string.Create(CultureInfo.InvariantCulture,
            $"Pages of the API on {(house.OnPostgres ? "PostgreSQL" : "SQLite")}, {clients} clients (wrk on the same machine), {length.TotalSeconds} s each after {Warm.TotalSeconds} s; load before {Load()}"));
        var met = true;
        var all = await PageAddresses.Of(house, http);
        foreach (var pages in all.Where(pages => !pages.Once && pages.Paths.Count > 0))
        {
            // Of a program that has just started the first answers are slower, whichever page they are of.
            WrkRun.Ask(server.Address, key, pages.Paths, 0, clients, Warm);
        }

        foreach (var pages in all)
        {
            if (pages.Paths.Count == 0)
            {
                met = false;
                results.Line($"{pages.Name,-18} not measured: the catalog has none");
                continue;
            }

            if (!pages.Once)
            {
                await AskEach(http, pages.Paths, clients);
            }

            WrkRun.Ask(server.Address, key, pages.Paths, pages.Once ? pages.Paths.Count * 3 / 4 : 0, clients, Warm);
            var before = server.Cpu;
            var run = WrkRun.Ask(server.Address, key, pages.Paths, 0, clients, length);
            var cost = (server.Cpu - before).TotalMilliseconds / run.Requests;
            var good = run.P95 <= MostMilliseconds && run.Failed == 0;
            met &= good || pages.Once;
            results.Line(string.Create(CultureInfo.InvariantCulture,
                $"{pages.Name,-18} {run}   {cost,5:F2} ms CPU   {(run.Failed > 0 ? $"{run.Failed} failed" : pages.Once ? "" : $"p95 <= {MostMilliseconds} ms: {(good ? "met" : "missed")}")}").TrimEnd());
        }

        results.Line(string.Create(CultureInfo.InvariantCulture, $"server afterwards: {server.Memory("VmRSS"):F0} MiB resident, {server.Memory("RssAnon"):F0} MiB anonymous; load {Load()}"));
        results.Keep();
        return met ? 0 : 1;
    }

    /// <summary>What is asked for again was asked for before, however long that takes on a disk that nobody has read yet.</summary>
    static Task AskEach(HttpClient http, IEnumerable<string> paths, int clients) => Parallel.ForEachAsync(
        paths, new ParallelOptions { MaxDegreeOfParallelism = clients }, async (path, ct) => await http.GetByteArrayAsync(new Uri(path, UriKind.Relative), ct));

    /// <summary>Of the last minute, of this machine with all that runs on it.</summary>
    static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    /// <summary>The host wants to watch the first hundred thousand films.</summary>
    static async Task FillList(BenchHouse house)
    {
        SqliteLibrary.Use();
        using var rows = JsonDocument.Parse(house.Run("sql", $"select id from catalog.title where kind = 1 order by id limit {OnTheList}", "--timeout", "600", "--json"));
        var titles = rows.RootElement.EnumerateArray().Select(row => row.EnumerateObject().First().Value.GetInt64());
        await using DbConnection connection = house.Postgres is { } postgres ? new NpgsqlConnection(postgres) : new SqliteConnection($"Data Source={Path.Combine(house.Folder, "house.db")};Pooling=False");
        await connection.OpenAsync();
        var store = house.OnPostgres ? "house." : "";
        await using var transaction = await connection.BeginTransactionAsync();
        var host = await connection.ExecuteScalarAsync<long>($"select min(id) from {store}member", transaction: transaction);
        await connection.ExecuteAsync(
            $"insert into {store}watchlist_entry (member, title, added_at) values (@host, @title, @at) on conflict (member, title) do nothing",
            titles.Select((title, n) => new { host, title, at = 1_600_000_000L + n }), transaction);
        await transaction.CommitAsync();
    }
}
