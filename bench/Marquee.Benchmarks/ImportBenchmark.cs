using System.Globalization;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Integrations.Imdb;
using Marquee.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Benchmarks;

/// <summary>
/// The import against decompressing (the floor) and against the sqlite3 shell's own import into text columns without an index
/// (the peer), each in processes of its own. Titles and ratings at full scale without and with the search index, then all
/// seven files at a tenth with everything that the pages need. <c>--all</c> measures all seven at full scale instead, once.
/// </summary>
static class ImportBenchmark
{
    public static async Task<int> Run(string[] args)
    {
        if (args is ["ours", var what, var folder, var data])
        {
            return await Ours(what, folder, data);
        }

        var options = new Arguments(args);
        var rounds = (int)options.Number("--rounds", 3);
        var folder1 = options.Text("--dir", Path.Combine(Path.GetTempPath(), "marquee-bench-import"));
        var parts = options.Text("--part", "titles,seven").Split(',');
        if (parts.Except(["titles", "seven"]).FirstOrDefault() is { } unknown)
        {
            await Console.Error.WriteLineAsync($"--part {unknown}: there are titles and seven; --all measures all seven at full scale.");
            return 2;
        }

        var met = true;
        if (options.Has("--all"))
        {
            var seven = Dumps.Make(folder1, Dumps.Seven, options.Number("--scale", 1));
            using var all = new Comparison("import-all", seven, rounds: 1);
            all.Measure(peer: options.Has("--peer"), new Target("all", "everything", null, null, null));
            return 0;
        }

        if (parts.Contains("titles"))
        {
            using var titles = new Comparison("import-titles", Dumps.Make(folder1, Dumps.Titles, options.Number("--scale", 1)), rounds);
            met &= titles.Measure(peer: true,
                new Target("titles", "without search, browse", Wall: 0.6, Memory: 300, File: 0.55),
                new Target("search", "with search and browse", Wall: 1.5, Memory: 600, File: 0.55));
        }

        if (parts.Contains("seven"))
        {
            var tenth = options.Text("--tenth", Path.Combine(folder1, "tenth"));
            using var seven = new Comparison("import-seven", Dumps.Make(tenth, Dumps.Seven, options.Number("--scale", 1) / 10), rounds);
            met &= seven.Measure(peer: true, new Target("all", "all seven, everything", Wall: 1.2, Memory: null, File: null));
        }

        return met ? 0 : 1;
    }

    /// <summary>In a process of its own: the import as the server runs it, or only its loading of titles.</summary>
    static async Task<int> Ours(string what, string folder, string data)
    {
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Folder", data)]).Build())
            .AddSingleton(TimeProvider.System).AddLogging().AddStorage().AddCatalog().BuildServiceProvider();
        await services.GetRequiredService<StoreOpening>().Open(writing: true, CancellationToken.None);
        if (what == "titles")
        {
            var sources = ImportSources.In(folder);
            var meter = new ImportMeter(sources, _ => { });
            await using var build = await GenerationBuild.Begin(services.GetRequiredService<ICatalogEngine>(), services.GetRequiredService<DataFolder>(), 1, null, KeptRows.All, search: null, meter, CancellationToken.None);
            await build.LoadTitles(sources.Basics, sources.Find(ImdbFile.Ratings), CancellationToken.None);
            await build.Index(more: true, CancellationToken.None);
            await build.Finish(CancellationToken.None);
            return 0;
        }

        await services.GetRequiredService<ImdbTerms>().Accept(CancellationToken.None);
        var report = await services.GetRequiredService<CatalogImport>().Run(new CatalogImportArguments(folder), _ => { }, CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Files.Sum(f => f.Rows):N0} lines read"));
        return 0;
    }
}
