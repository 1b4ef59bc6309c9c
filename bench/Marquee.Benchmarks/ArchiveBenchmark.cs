using System.Globalization;
using Dapper;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Households;
using Marquee.Integrations.Imdb;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Watching;
using Marquee.Watching.Export;
using Marquee.Watching.Importing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Benchmarks;

/// <summary>
/// The archive of a member with 100,000 watches: written, brought to another member, brought again. The floor is to read the same
/// watches. What is held in memory meanwhile is told with every piece that is written. On SQLite, or with <c>--server</c> on PostgreSQL.
/// </summary>
static class ArchiveBenchmark
{
    const int Watches = 100_000;
    const double Target = 10;

    public static async Task<int> Run(string[] args)
    {
        var server = new Arguments(args).Text("--server", "");
        var folder = Directory.CreateTempSubdirectory("marquee-bench-archive-").FullName;
        var dumps = Directory.CreateDirectory(Path.Combine(folder, "dumps")).FullName;
        new MadeUpDumps(dumps, 0.02).Write([ImdbFile.Basics, ImdbFile.Episodes]);
        var database = server.Length == 0 ? null : await NextUpBenchmark.Recreate(server, "marquee_bench_archive");
        await using (var provider = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Folder", folder), new("Storage:Postgres", database)]).Build())
            .AddSingleton(TimeProvider.System).AddLogging().AddStorage().AddJournal().AddJobs().AddAccess().AddHouseholds().AddCatalog().AddWatching().BuildServiceProvider())
        {
            var met = await Measure(provider, dumps, database is null ? "archive" : "archive-postgres");
            Directory.Delete(folder, recursive: true);
            return met ? 0 : 1;
        }
    }

    static async Task<bool> Measure(ServiceProvider provider, string dumps, string name)
    {
        await provider.GetRequiredService<StoreOpening>().Open(writing: true, CancellationToken.None);
        await provider.GetRequiredService<ImdbTerms>().Accept(CancellationToken.None);
        await provider.GetRequiredService<CatalogImport>().Run(new CatalogImportArguments(dumps), _ => { }, CancellationToken.None);
        var members = provider.GetRequiredService<Members>();
        var ada = Viewers.Of(await members.EnsureHost("Ada", CancellationToken.None), Origin.Page);
        var ivo = Viewers.Of((await members.Make("Ivo", Role.Member, CancellationToken.None))!, Origin.Page);
        var database = provider.GetRequiredService<Database>();
        await database.Write(Store.House, writing => writing.Execute("""
            insert into house.watch (member, title, at, origin, device, created_at)
            select @Member, e.title, 1500000000 + (e.title % 90000) * 1000, 'import', 'television', 0 from catalog.episode e
            order by e.series, e.season, e.number limit @Watches
            """, new { ada.Member, Watches }), CancellationToken.None);
        var results = new Results(name);
        var floor = await Timed(results, "floor: read the rows", async () =>
        {
            await using var connection = await database.Read(CancellationToken.None);
            return (await connection.QueryAsync<(long, long?, string, string)>("select title, at, origin, device from house.watch where member = @Member order by title, id", new { ada.Member })).Count();
        });
        var export = provider.GetRequiredService<ArchiveExport>();
        using var counted = new Held();
        var writing = await Timed(results, "write to nowhere", async () => { await export.Write(ada, counted, CancellationToken.None); return 0; });
        results.Line(string.Create(CultureInfo.InvariantCulture, $"{counted.Written / 1e6:F1} MB in {counted.Pieces:N0} pieces; {writing / floor:F1} times the floor; at most {counted.Most / 1e6:F0} MB held, {counted.Before / 1e6:F0} MB before"));
        using var archive = new MemoryStream();
        await export.Write(ada, archive, CancellationToken.None);
        var imports = provider.GetRequiredService<HistoryImports>();
        var id = 0L;
        await Timed(results, "preview", async () => id = (await imports.Preview(ivo, Rewound(archive), "archive.json", CancellationToken.None)).Id);
        var applying = await Timed(results, "apply", async () =>
        {
            await imports.Apply(ivo, id, CancellationToken.None);
            return await provider.GetRequiredService<InlineJobs>().Run(HistoryApplyWork.Name, new HistoryImportArguments(id), null, CancellationToken.None, key: id.ToString(CultureInfo.InvariantCulture));
        });
        ImportPreview? again = null;
        await Timed(results, "preview again", async () => again = await imports.Preview(ivo, Rewound(archive), "archive.json", CancellationToken.None));
        using var same = new MemoryStream();
        await export.Write(ivo, same, CancellationToken.None);
        var equal = same.ToArray().AsSpan().SequenceEqual(archive.ToArray());
        results.Line($"rows {again!.Rows:N0}, left to change {again.Waiting}; the other's archive is {(equal ? "the same" : "ANOTHER")}");
        var met = equal && again.Waiting == 0 && applying <= Target;
        results.Line($"target: the same archive, applied within {Target} s: {(met ? "met" : "missed")}");
        results.Keep();
        return met;
    }

    static async Task<double> Timed<T>(Results results, string name, Func<Task<T>> work)
    {
        var (started, before) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await work();
        var took = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        results.Line(string.Create(CultureInfo.InvariantCulture, $"{name,-22} {took:F2} s, processor {(Environment.CpuUsage.TotalTime - before).TotalSeconds:F2} s"));
        return took;
    }

    static MemoryStream Rewound(MemoryStream stream)
    {
        stream.Position = 0;
        return stream;
    }

    /// <summary>Goes nowhere, and looks at what lives whenever something comes.</summary>
    sealed class Held : MemoryStream
    {
        public long Before { get; } = GC.GetTotalMemory(forceFullCollection: true);

        public long Most { get; private set; }

        public long Written { get; private set; }

        public int Pieces { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            (Written, Pieces) = (Written + buffer.Length, Pieces + 1);
            if (Pieces % 50 == 0)
            {
                Most = Math.Max(Most, GC.GetTotalMemory(forceFullCollection: true));
            }

            return ValueTask.CompletedTask;
        }
    }
}
