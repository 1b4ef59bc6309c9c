using System.Diagnostics;
using System.Text;
using Marquee.Catalog;
using Marquee.Catalog.Search;

namespace Marquee.Benchmarks;

/// <summary>Makes the synthetic dumps once and builds the title index from them, the akas of every tenth title.</summary>
internal static class SearchCatalog
{
    const int MostSamples = 4000;

    public static string IndexPath(string folder) => Path.Combine(folder, "titles.index");

    static string SamplePath(string folder) => Path.Combine(folder, "sampled-names.tsv");

    /// <returns>A name and its year (empty when unknown), chosen by chance from all and from those with votes.</returns>
    public static (string Name, string Year)[] Samples(string folder) =>
        [.. File.ReadLines(SamplePath(folder)).Select(line => line.Split('\t')).Select(fields => (fields[0], fields[1]))];

    /// <summary>Runs the generator beside the repository unless its files are there.</summary>
    public static bool Generate(string folder, Results results)
    {
        if (File.Exists(Path.Combine(folder, "MANIFEST.tsv"))) return true;
        var tool = Generator();
        if (tool is null)
        {
            results.Line("skipped: no shared/tools/imdb-synth beside the repository and no dumps in --dir");
            return false;
        }

        Directory.CreateDirectory(folder);
        var start = new ProcessStartInfo("dotnet", ["run", "-c", "Release", tool, "--", "--scale", "1", "--only", "basics,ratings,akas", "--out", folder]);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    public static void Build(string folder)
    {
        var random = new Random(42);
        var samples = new List<string>(MostSamples);
        using var builder = new TitleIndexBuilder(folder);
        AddTitles(builder, folder, (seen, voted, row) =>
        {
            if (!voted && seen % 4 != 0) return;
            var slot = samples.Count < MostSamples ? samples.Count : random.Next(seen);
            if (slot >= MostSamples) return;
            var line = Encoding.UTF8.GetString(row.Field(2)) + "\t" + row.Number(5);
            if (slot == samples.Count) samples.Add(line);
            else samples[slot] = line;
        });
        using (var akas = new TsvRows(Path.Combine(folder, "title.akas.tsv.gz")))
            while (akas.Next())
                if (akas.Id(0) is var id && id % 10 == 0)
                    builder.AddName(id, akas.Field(2), NameKind.Aka);
        builder.Build(IndexPath(folder), progress: null, CancellationToken.None);
        File.WriteAllLines(SamplePath(folder), samples);
    }

    /// <summary>Titles and ratings come in the same order, so they are read side by side.</summary>
    static void AddTitles(TitleIndexBuilder builder, string folder, Action<int, bool, TsvRows> seen)
    {
        using var titles = new TsvRows(Path.Combine(folder, "title.basics.tsv.gz"));
        using var ratings = new TsvRows(Path.Combine(folder, "title.ratings.tsv.gz"));
        var more = ratings.Next();
        for (var count = 1; titles.Next(); count++)
        {
            while (more && ratings.Field(0).SequenceCompareTo(titles.Field(0)) < 0) more = ratings.Next();
            var voted = more && ratings.Field(0).SequenceEqual(titles.Field(0));
            builder.AddTitle(titles.Id(0), TitleKinds.Parse(titles.Field(1)), titles.Field(4).SequenceEqual("1"u8), titles.Number(5),
                voted ? ratings.Number(2) : null, titles.Field(2), titles.Field(3));
            seen(count, voted, titles);
        }
    }

    static string? Generator()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var tool = Path.Combine(folder.FullName, "shared", "tools", "imdb-synth", "imdb-synth.cs");
            if (File.Exists(tool)) return tool;
        }

        return null;
    }
}
