using System.Globalization;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Integrations.Imdb;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Watching;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Marquee.Benchmarks;

/// <summary>
/// What comes next for a member with 100,000 watches of episodes, two of three of their series finished, and a page of their
/// history beside it. Target: p95 within 100 ms. On SQLite, or with <c>--server</c> on PostgreSQL.
/// </summary>
static class NextUpBenchmark
{
    const int Watches = 100_000;
    const int Rounds = 100;
    const double Target = 100;

    public static async Task<int> Run(string[] args)
    {
        var server = new Arguments(args).Text("--server", "");
        var folder = Directory.CreateTempSubdirectory("marquee-bench-next-").FullName;
        var dumps = Directory.CreateDirectory(Path.Combine(folder, "dumps")).FullName;
        new MadeUpDumps(dumps, 0.02).Write([ImdbFile.Basics, ImdbFile.Episodes]);
        var database = server.Length == 0 ? null : await Recreate(server, "marquee_bench_next");
        await using (var provider = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Folder", folder), new("Storage:Postgres", database)]).Build())
            .AddSingleton(TimeProvider.System).AddLogging().AddStorage().AddJournal().AddJobs().AddAccess().AddCatalog().AddWatching().BuildServiceProvider())
        {
            var met = await Measure(provider, dumps, database is null ? "next" : "next-postgres");
            Directory.Delete(folder, recursive: true);
            return met ? 0 : 1;
        }
    }

    static async Task<bool> Measure(ServiceProvider provider, string dumps, string name)
    {
        await provider.GetRequiredService<StoreOpening>().Open(writing: true, CancellationToken.None);
        await provider.GetRequiredService<ImdbTerms>().Accept(CancellationToken.None);
        await provider.GetRequiredService<CatalogImport>().Run(new CatalogImportArguments(dumps), _ => { }, CancellationToken.None);
        var viewer = Viewers.Of(await provider.GetRequiredService<Members>().EnsureHost("Ada", CancellationToken.None), Origin.Page);
        var database = provider.GetRequiredService<Database>();
        // Of every third series the second half is left to watch.
        var watches = await database.Write(Store.House, writing => writing.Execute("""
            insert into house.watch (member, title, at, origin, created_at)
            select @Member, e.title, 1500000000 + (e.title % 90000) * 1000, 'import', 0 from catalog.episode e
            where (e.series / 64) % 3 <> 0 or e.season < 3 order by e.series, e.season, e.number limit @Watches
            """, new { viewer.Member, Watches }), CancellationToken.None);
        var results = new Results(name);
        results.Line($"{watches:N0} watches");
        var (next, history) = (provider.GetRequiredService<NextUp>(), provider.GetRequiredService<History>());
        var first = TimeProvider.System.GetTimestamp();
        var found = await next.Of(viewer, 20, CancellationToken.None);
        results.Line(string.Create(CultureInfo.InvariantCulture, $"the first question, which notes the series of every watch: {TimeProvider.System.GetElapsedTime(first).TotalSeconds:F2} s, {found.Count} next"));
        var up = await Timed(() => next.Of(viewer, 20, CancellationToken.None));
        var all = await Timed(() => next.Of(viewer, 100, CancellationToken.None));
        var page = await Timed(() => history.Page(viewer, null, 50, CancellationToken.None));
        results.Line($"next up, 20     {up}");
        results.Line($"next up, 100    {all}");
        results.Line($"history, first  {page}");
        var met = up.At(95) <= Target && all.At(95) <= Target && page.At(95) <= Target;
        results.Line($"target p95 {Target} ms: {(met ? "met" : "missed")}");
        results.Keep();
        return met;
    }

    static async Task<Percentiles> Timed<T>(Func<Task<T>> question)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var started = TimeProvider.System.GetTimestamp();
            await question();
            times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
        }

        return new Percentiles(times);
    }

    /// <summary>An empty database of that name on the server.</summary>
    internal static async Task<string> Recreate(string server, string name)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        foreach (var sql in new[] { $"drop database if exists {name} with (force)", $"create database {name}" })
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }

        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
    }
}
