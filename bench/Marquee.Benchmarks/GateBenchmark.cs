using Dapper;
using Marquee.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Benchmarks;

/// <summary>
/// How long a single insert waits beside a bulk load of the same store: through the write gate, and, as the peer in the same run,
/// with a second connection that relies on SQLite's own busy handler. Target: p95 of at most 100 ms through the gate.
/// </summary>
static class GateBenchmark
{
    static readonly TimeSpan Length = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    const string Insert = "insert into house.setting (name, value, changed_at) values (@name, 'x', 0)";

    public static async Task<int> Run()
    {
        var results = new Results("gate");
        results.Line("Single inserts beside a bulk load of the same store, 10 s each; commits of the bulk load last about 40 ms.");
        var gate = await Gate(results);
        var peer = await BusyHandler(results);
        results.Line($"p95 with the gate is {gate.At(95) / peer.At(95):F4}x of SQLite's own busy handler; target p95 <= 100 ms: {(gate.At(95) <= 100 ? "met" : "missed")}");
        results.Keep();
        return gate.At(95) <= 100 ? 0 : 1;
    }

    static async Task<Percentiles> Gate(Results results)
    {
        var folder = Directory.CreateTempSubdirectory("marquee-bench-").FullName;
        await using var provider = Open(folder);
        await provider.GetRequiredService<StoreOpening>().Open(writing: true, CancellationToken.None);
        var database = provider.GetRequiredService<Database>();
        using var end = new CancellationTokenSource(Length);
        var bulk = Task.Run(() => database.WriteInBatches(Store.House, Numbers(end.Token), (w, n) => w.Execute(Insert, new { name = $"bulk {n}" }), CancellationToken.None));
        var waits = await Singles(n => database.Write(Store.House, w => w.Execute(Insert, new { name = $"single {n}" }), CancellationToken.None), end.Token);
        results.Line($"write gate     {waits}   bulk rows {await bulk:N0}");
        await provider.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        return waits;
    }

    static async Task<Percentiles> BusyHandler(Results results)
    {
        var folder = Directory.CreateTempSubdirectory("marquee-bench-").FullName;
        await using (var provider = Open(folder))
        {
            await provider.GetRequiredService<StoreOpening>().Open(writing: true, CancellationToken.None);
        }

        using var end = new CancellationTokenSource(Length);
        var rows = 0L;
        var bulk = Task.Run(async () =>
        {
            await using var connection = await Raw(folder);
            foreach (var n in Numbers(end.Token))
            {
                await using var transaction = connection.BeginTransaction();
                var started = TimeProvider.System.GetTimestamp();
                for (var i = 0; TimeProvider.System.GetElapsedTime(started).TotalMilliseconds < 40; i++)
                {
                    await connection.ExecuteAsync(Insert.Replace("house.", "", StringComparison.Ordinal), new { name = $"bulk {n} {i}" }, transaction);
                    rows++;
                }

                await transaction.CommitAsync();
            }
        });
        await using var single = await Raw(folder);
        var waits = await Singles(n => single.ExecuteAsync(Insert.Replace("house.", "", StringComparison.Ordinal), new { name = $"single {n}" }), end.Token);
        await bulk;
        results.Line($"busy handler   {waits}   bulk rows {rows:N0}");
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return waits;
    }

    static ServiceProvider Open(string folder) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Folder", folder)]).Build())
        .AddSingleton(TimeProvider.System).AddLogging().AddStorage().BuildServiceProvider();

    static async Task<SqliteConnection> Raw(string folder)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "house.db")};Default Timeout=60");
        await connection.OpenAsync();
        await connection.ExecuteAsync("pragma busy_timeout = 60000; pragma synchronous = full");
        return connection;
    }

    static async Task<Percentiles> Singles(Func<int, Task> insert, CancellationToken until)
    {
        var waits = new List<double>();
        for (var n = 0; !until.IsCancellationRequested; n++)
        {
            var started = TimeProvider.System.GetTimestamp();
            await insert(n);
            waits.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
            await Task.Delay(Pause, CancellationToken.None);
        }

        return new Percentiles(waits);
    }

    static IEnumerable<long> Numbers(CancellationToken until)
    {
        for (var n = 0L; !until.IsCancellationRequested; n++)
        {
            yield return n;
        }
    }
}
