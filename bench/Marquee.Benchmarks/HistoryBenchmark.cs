using System.Globalization;
using System.IO.Compression;
using System.Text;
using Marquee.Access;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Jobs;
using Marquee.Journal;
using Marquee.Storage;
using Marquee.Watching;
using Marquee.Watching.Importing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Benchmarks;

/// <summary>
/// A ratings file of 100,000 rows, nine of ten in the catalog: reading it into a preview, applying it and taking it back, while
/// somebody rates single titles. Target: applied within 10 s. Then <see cref="MatchingBenchmark"/>.
/// </summary>
static class HistoryBenchmark
{
    const int Rows = 100_000;

    public static async Task<int> Run(string imdb)
    {
        var folder = Directory.CreateTempSubdirectory("marquee-bench-").FullName;
        await using var provider = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Folder", folder)]).Build())
            .AddSingleton(TimeProvider.System).AddLogging().AddStorage().AddJournal().AddJobs().AddAccess().AddCatalog().AddWatching().BuildServiceProvider();
        await provider.GetRequiredService<StoreOpening>().Open(writing: true, CancellationToken.None);
        await provider.GetRequiredService<ImdbTerms>().Accept(CancellationToken.None);
        await provider.GetRequiredService<CatalogImport>().Run(new CatalogImportArguments(imdb), _ => { }, CancellationToken.None);
        var host = await provider.GetRequiredService<Members>().EnsureHost("Ada", CancellationToken.None);
        var guest = await provider.GetRequiredService<Members>().Make("Ivo", Role.Member, CancellationToken.None);
        var viewer = Viewers.Of(host, Origin.Cli);
        var imports = provider.GetRequiredService<HistoryImports>();
        var results = new Results("history");
        var preview = await Timed(results, "preview", async () => await imports.Preview(viewer, new MemoryStream(Csv(imdb)), "ratings.csv", CancellationToken.None));
        results.Line($"{preview.Rows:N0} rows: {preview.Counts}");
        using var end = new CancellationTokenSource();
        var singles = Task.Run(() => Singles(provider.GetRequiredService<Ratings>(), Viewers.Of(guest!, Origin.Page), end.Token));
        var started = TimeProvider.System.GetTimestamp();
        await imports.Apply(viewer, preview.Id, CancellationToken.None);
        await Timed(results, "apply", () => provider.GetRequiredService<InlineJobs>().Run(HistoryApplyWork.Name, new HistoryImportArguments(preview.Id), null, CancellationToken.None, key: preview.Id.ToString(CultureInfo.InvariantCulture)));
        var applied = TimeProvider.System.GetElapsedTime(started);
        await end.CancelAsync();
        results.Line($"single ratings meanwhile: {await singles}");
        results.Line($"applied rows: {(await imports.Find(viewer, preview.Id, CancellationToken.None))!.Applied:N0} in {applied.TotalSeconds:F1} s; target 10 s: {(applied.TotalSeconds <= 10 ? "met" : "missed")}");
        var again = await Timed(results, "preview again", async () => await imports.Preview(viewer, new MemoryStream(Csv(imdb)), "ratings.csv", CancellationToken.None));
        results.Line($"the same file again: {again.Counts}");
        await imports.Undo(viewer, preview.Id, CancellationToken.None);
        await Timed(results, "undo", () => provider.GetRequiredService<InlineJobs>().Run(HistoryUndoWork.Name, new HistoryImportArguments(preview.Id), null, CancellationToken.None, key: preview.Id.ToString(CultureInfo.InvariantCulture)));
        results.Line($"ratings left: {(await provider.GetRequiredService<MemberTitles>().Size(viewer, Sight.WithoutAdult, CancellationToken.None)).Ratings}");
        var matched = await MatchingBenchmark.Run(provider, results);
        results.Keep();
        await provider.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        return applied.TotalSeconds <= 10 && matched ? 0 : 1;
    }

    static async Task<T> Timed<T>(Results results, string name, Func<Task<T>> work)
    {
        var started = TimeProvider.System.GetTimestamp();
        var before = Environment.CpuUsage.TotalTime;
        var made = await work();
        results.Line(string.Create(CultureInfo.InvariantCulture, $"{name,-14} {TimeProvider.System.GetElapsedTime(started).TotalSeconds:F2} s, processor {(Environment.CpuUsage.TotalTime - before).TotalSeconds:F2} s"));
        return made;
    }

    static async Task<Percentiles> Singles(Ratings ratings, Viewer viewer, CancellationToken end)
    {
        var waits = new List<double>();
        for (var i = 1; !end.IsCancellationRequested; i++)
        {
            var started = TimeProvider.System.GetTimestamp();
            await ratings.Set(viewer, new TitleId(i), 1 + (i % 10), CancellationToken.None);
            waits.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
            await Task.Delay(10, CancellationToken.None);
        }

        return new Percentiles(waits);
    }

    static byte[] Csv(string imdb)
    {
        var csv = new StringBuilder("Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\n");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(imdb, "title.basics.tsv.gz")), CompressionMode.Decompress));
        reader.ReadLine();
        for (var row = 0; row < Rows && reader.ReadLine() is { } line; row++)
        {
            var cells = line.Split('\t');
            var id = row % 10 == 0 ? $"tt{50_000_000 + row}" : cells[0];
            csv.Append(CultureInfo.InvariantCulture, $"{id},{1 + (row % 10)},2021-04-03,\"{cells[2].Replace("\"", "\"\"", StringComparison.Ordinal)}\",https://www.imdb.com/title/{id}/,{cells[1]},7.0,100,1999,Drama,100,1999-01-01,\n");
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }
}
