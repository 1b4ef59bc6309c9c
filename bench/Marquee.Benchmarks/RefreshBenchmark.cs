using System.Globalization;
using System.IO.Compression;
using System.Text;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Catalog.Refresh;
using Marquee.Integrations.Imdb;
using Marquee.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Benchmarks;

/// <summary>
/// What the daily refresh of the ratings saves: everything imported as a whole (titles and ratings, with <c>--all</c> all seven
/// files), and then the ratings alone, of which one in ten has changed, each in a process of its own on the same data folder.
/// </summary>
static class RefreshBenchmark
{
    public static async Task<int> Run(string[] args)
    {
        if (args is ["ours", var what, var folder, var data])
        {
            return await Ours(what, folder, data);
        }

        var options = new Arguments(args);
        var rounds = (int)options.Number("--rounds", 3);
        var all = options.Has("--all");
        var dumps = Dumps.Make(options.Text("--dir", Path.Combine(Path.GetTempPath(), "marquee-bench-import")), all ? Dumps.Seven : Dumps.Titles, options.Number("--scale", 1));
        var work = Directory.CreateTempSubdirectory("marquee-bench-refresh-").FullName;
        try
        {
            var results = new Results(all ? "refresh-all" : "refresh");
            results.Line($"{(all ? "All seven files" : "Titles with ratings")} on SQLite, with search and browse index.");
            Measure(dumps, work, rounds, results);
            results.Keep();
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }

        return 0;
    }

    static void Measure(Dumps dumps, string work, int rounds, Results results)
    {
        var (whole, newer, data) = (dumps.Linked(Path.Combine(work, "whole")), Path.Combine(work, "newer"), Path.Combine(work, "data"));
        var changed = Change(dumps.At(ImdbFile.Ratings), newer);
        List<Measured> floors = [], imports = [], refreshes = [];
        for (var round = 0; round < rounds; round++)
        {
            floors.Add(Measured.Run(dumps.Floor()));
            imports.Add(Measured.Run($"{Comparison.Self()} refresh ours everything '{whole}' '{data}' > /dev/null"));
            refreshes.Add(Measured.Run($"{Comparison.Self()} refresh ours ratings '{newer}' '{data}' > /dev/null"));
            Directory.Delete(data, recursive: true);
        }

        var (floor, import, refresh) = (Measured.Median(floors), Measured.Median(imports), Measured.Median(refreshes));
        results.Line(string.Create(CultureInfo.InvariantCulture, $"{changed:N0} ratings have changed; {(rounds == 1 ? "one round" : $"medians of {rounds} rounds")}."));
        results.Line($"floor    gzip -dc | wc -l  {floor}");
        results.Line($"import   everything        {import}");
        results.Line($"refresh  ratings alone     {refresh}");
        results.Line(string.Create(CultureInfo.InvariantCulture, $"ratings alone: {refresh.Cpu / import.Cpu:F2}x CPU, {refresh.Wall / import.Wall:F2}x wall, {refresh.PeakMiB / import.PeakMiB:F2}x peak memory of everything"));
    }

    /// <summary>Writes the file with a vote more for one title in ten.</summary>
    static long Change(string ratings, string folder)
    {
        Directory.CreateDirectory(folder);
        var changed = 0L;
        using var from = new StreamReader(new GZipStream(File.OpenRead(ratings), CompressionMode.Decompress), Encoding.UTF8);
        using var to = new StreamWriter(new GZipStream(File.Create(Path.Combine(folder, Path.GetFileName(ratings))), CompressionLevel.Fastest), new UTF8Encoding(false)) { NewLine = "\n" };
        to.WriteLine(from.ReadLine());
        for (var at = 0; from.ReadLine() is { } line; at++)
        {
            if (at % 10 == 0)
            {
                var votes = line.LastIndexOf('\t') + 1;
                line = string.Create(CultureInfo.InvariantCulture, $"{line[..votes]}{long.Parse(line.AsSpan(votes), CultureInfo.InvariantCulture) + 1}");
                changed++;
            }

            to.WriteLine(line);
        }

        return changed;
    }

    static async Task<int> Ours(string what, string folder, string data)
    {
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Folder", data)]).Build())
            .AddSingleton(TimeProvider.System).AddLogging().AddStorage().AddCatalog().BuildServiceProvider();
        await services.GetRequiredService<StoreOpening>().Open(writing: true, CancellationToken.None);
        if (what == "everything")
        {
            await services.GetRequiredService<ImdbTerms>().Accept(CancellationToken.None);
            await services.GetRequiredService<CatalogImport>().Run(new CatalogImportArguments(folder), _ => { }, CancellationToken.None);
            return 0;
        }

        await services.GetRequiredService<RatingsRefresh>().Run(ImdbSource.Find(folder, ImdbFile.Ratings)!, _ => { }, CancellationToken.None);
        return 0;
    }
}
