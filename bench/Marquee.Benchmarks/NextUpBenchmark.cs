using System.Globalization;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Integrations.Imdb;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Watching;
using Marquee.Watching.Statistics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Marquee.Benchmarks;

/// <summary>
/// The pages of a member with 100,000 watches, three of four of episodes, two of three of their series finished, each tenth title
/// rated: what comes next, the history, the statistics. Target: p95 within 100 ms. On SQLite, or with <c>--server</c> on PostgreSQL.
/// </summary>
static class NextUpBenchmark
{
    const int Episodes = 75_000;
    const int Films = 25_000;
    const int Rounds = 100;

    /// <summary>Not counted: of a server that has just started the first answers are slower, and there is a line for the very first.</summary>
    const int Warming = 10;

    const double Target = 100;

    public static async Task<int> Run(string[] args)
    {
        var server = new Arguments(args).Text("--server", "");
        var folder = Directory.CreateTempSubdirectory("marquee-bench-next-").FullName;
        var dumps = Directory.CreateDirectory(Path.Combine(folder, "dumps")).FullName;
        new MadeUpDumps(dumps, 0.02).Write([ImdbFile.Basics, ImdbFile.Ratings, ImdbFile.Episodes, ImdbFile.Crew, ImdbFile.Principals, ImdbFile.Names]);
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
        var watches = await database.Write(Store.House, async writing =>
        {
            await writing.Execute("""
                insert into house.rating (member, title, value, rated_at, changed_at)
                select @Member, t.id, 1 + t.id % 10, 1500000000 + (t.id % 90000) * 1000, 0 from catalog.title t where t.id % 10 = 3 and t.id < 150000
                """, new { viewer.Member });
            return await writing.Execute("""
                insert into house.watch (member, title, at, origin, created_at)
                select @Member, e.title, 1500000000 + (e.title % 90000) * 1000, 'import', 0 from catalog.episode e
                where (e.series / 64) % 3 <> 0 or e.season < 3 order by e.series, e.season, e.number limit @Episodes
                """, new { viewer.Member, Episodes }) + await writing.Execute("""
                insert into house.watch (member, title, at, origin, created_at)
                select @Member, t.id, case when t.id % 50 = 0 then null else 1400000000 + (t.id % 90000) * 1500 end, 'import', 0 from catalog.title t
                where t.kind in (1, 2) order by t.id limit @Films
                """, new { viewer.Member, Films });
        }, CancellationToken.None);
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
        var met = await Statistics(provider, viewer, results) && up.InTime && all.InTime && page.InTime;
        results.Line($"target p95 {Target} ms: {(met ? "met" : "missed")}");
        results.Keep();
        return met;
    }

    static async Task<bool> Statistics(ServiceProvider provider, Viewer viewer, Results results)
    {
        var (statistics, watches) = (provider.GetRequiredService<StatisticsPages>(), provider.GetRequiredService<Watches>());
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");
        var first = TimeProvider.System.GetTimestamp();
        var counted = await statistics.Of(viewer, null, zone, CancellationToken.None);
        results.Line(string.Create(CultureInfo.InvariantCulture, $"statistics, first question, which reads what the catalog says of all titles: {TimeProvider.System.GetElapsedTime(first).TotalSeconds:F2} s, {counted.Seen}"));
        var (title, years) = (1, 0);
        var changed = await Timed(
            () => statistics.Of(viewer, null, zone, CancellationToken.None),
            () => watches.Add(viewer, new TitleId(3 * title++), DateTimeOffset.FromUnixTimeSeconds(1_300_000_000), CancellationToken.None), Rounds / 2);
        var year = await Timed(() => statistics.Of(viewer, 1950 + years++, zone, CancellationToken.None));
        var same = await Timed(() => statistics.Of(viewer, null, zone, CancellationToken.None));
        results.Line($"statistics, after each change        {changed}");
        results.Line($"statistics, each time another year   {year}");
        results.Line($"statistics, nothing changed          {same}");
        return changed.InTime && year.InTime && same.InTime;
    }

    /// <param name="Processor">Of one question in the mean, in this program: what a loaded machine does not change much.</param>
    sealed record Asked(Percentiles Times, TimeSpan Processor)
    {
        public bool InTime => Times.At(95) <= Target;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Times}   processor {Processor.TotalMilliseconds,7:F2} ms");
    }

    /// <param name="before">Done before each question, and not counted.</param>
    static async Task<Asked> Timed<T>(Func<Task<T>> question, Func<Task>? before = null, int rounds = Rounds)
    {
        var (times, processor) = (new List<double>(), TimeSpan.Zero);
        for (var round = -Warming; round < rounds; round++)
        {
            await (before?.Invoke() ?? Task.CompletedTask);
            var (started, used) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime);
            await question();
            if (round >= 0)
            {
                times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
                processor += Environment.CpuUsage.TotalTime - used;
            }
        }

        return new Asked(new Percentiles(times), processor / rounds);
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
