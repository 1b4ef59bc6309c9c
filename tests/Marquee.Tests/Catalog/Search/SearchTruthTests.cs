using System.Globalization;
using System.IO.Compression;
using System.Text;
using Marquee.Catalog;
using Marquee.Catalog.Search;

namespace Marquee.Tests.Catalog.Search;

/// <summary>
/// Our own truth file (a query and the title meant by it, one a line) over genuine titles. The data may not be shipped, so
/// the test looks for it beside the repository and has nothing to say without it. Every second line belongs to the half
/// that the weights were never tuned on.
/// </summary>
public sealed class SearchTruthTests(ITestOutputHelper output)
{
    private const int Depth = 30;

    [Fact]
    public void The_right_title_is_near_the_top_of_genuine_titles()
    {
        if (DataFolder() is not { } data) return;
        var folder = Directory.CreateTempSubdirectory("marquee-truth-");
        try
        {
            var path = Path.Combine(folder.FullName, "titles.index");
            Build(data, folder.FullName, path);
            using var index = TitleIndex.Open(path);
            index.Verify(CancellationToken.None);
            Score(index);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Score(TitleIndex index)
    {
        var ranks = new List<double>();
        foreach (var line in Lines(TruthFile()))
        {
            var fields = line.Split('\t');
            var id = Id(fields[1]);
            var hits = index.Search(new SearchQuery { Text = fields[0], Limit = Depth }, CancellationToken.None);
            var at = hits.ToList().FindIndex(hit => hit.TitleId == id);
            ranks.Add(at < 0 ? 0 : 1.0 / (at + 1));
            if (at != 0) output.WriteLine($"{at + 1,3}  {line}");
        }
        double Half(int half) => ranks.Where((_, i) => i % 2 == half).Average();
        var summary = string.Create(CultureInfo.InvariantCulture,
            $"search truth: MRR {ranks.Average():F3}, found {ranks.Average(rank => rank > 0 ? 1.0 : 0):F3}, first {ranks.Average(rank => rank >= 1 ? 1.0 : 0):F3}");
        output.WriteLine(summary);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"tuned half {Half(0):F3}, held-out half {Half(1):F3}, {ranks.Count} queries"));
        Console.WriteLine(summary);
        Assert.True(ranks.Count >= 150, "the truth file has too few queries");
        Assert.True(ranks.Average() >= 0.92, summary);
        Assert.True(Half(1) >= 0.92, summary);
    }

    private static void Build(string data, string folder, string path)
    {
        var votes = Rows(data, "title.ratings").ToDictionary(row => Id(row[0]), row => int.Parse(row[2], CultureInfo.InvariantCulture));
        using var builder = new TitleIndexBuilder(folder);
        foreach (var row in Rows(data, "title.basics"))
        {
            var id = Id(row[0]);
            builder.AddTitle(id, TitleKinds.Parse(row[1]), row[4] == "1", Number(row[5]), votes.TryGetValue(id, out var known) ? known : null,
                Encoding.UTF8.GetBytes(row[2]), Encoding.UTF8.GetBytes(row[3] == @"\N" ? "" : row[3]));
        }
        foreach (var row in Rows(data, "title.akas")) builder.AddName(Id(row[0]), Encoding.UTF8.GetBytes(row[2]), NameKind.Aka);
        foreach (var row in Rows(data, "title.episode")) builder.AddEpisode(Id(row[0]), Id(row[1]), Number(row[2]), Number(row[3]));
        builder.Build(path, progress: null, CancellationToken.None);
    }

    private static IEnumerable<string[]> Rows(string data, string table)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(data, table + ".tsv.gz")), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line) yield return line.Split('\t');
    }

    private static IEnumerable<string> Lines(string path) => File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#');

    private static long Id(string text) => long.Parse(text.AsSpan(2), CultureInfo.InvariantCulture);

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string TruthFile() => Path.Combine(AppContext.BaseDirectory, "Catalog", "Search", "truth.tsv");

    private static string? DataFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data", "imdb-real");
            if (File.Exists(Path.Combine(candidate, "title.basics.tsv.gz"))) return candidate;
        }
        return null;
    }
}
