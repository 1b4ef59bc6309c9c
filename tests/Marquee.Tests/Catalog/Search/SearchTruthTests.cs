using System.Globalization;
using System.IO.Compression;
using System.Text;
using Marquee.Catalog;
using Marquee.Catalog.Search;

namespace Marquee.Tests.Catalog.Search;

/// <summary>
/// Our own truth files (a query and the title meant by it, one a line; whole queries and beginnings) over genuine titles. The data may not be shipped, so
/// the test looks for it beside the repository and has nothing to say without it. Every second line belongs to the half
/// that the weights were never tuned on.
/// </summary>
public sealed class SearchTruthTests(ITestOutputHelper output)
{
    private const int Depth = 30;

    /// <summary>As many as a page shows below the search box.</summary>
    private const int Suggested = 8;

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
            Score("search truth", Answers(TruthFile("truth.tsv"), index.Search), Depth, 0.92);
            Score("suggestion truth", Answers(TruthFile("suggestions.tsv"), index.Suggest), Suggested, 0.92);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The place of the right title among the hits of each query, from 1; 0 when it is not there.</summary>
    private static List<(string Line, int Place)> Answers(string file, Func<SearchQuery, CancellationToken, IReadOnlyList<SearchHit>> find) =>
    [
        .. from line in Lines(file)
           let fields = line.Split('\t')
           let hits = find(new SearchQuery { Text = fields[0], Limit = Depth }, CancellationToken.None)
           select (line, hits.ToList().FindIndex(hit => hit.TitleId == Id(fields[1])) + 1),
    ];

    /// <param name="depth">Places below it count as not found.</param>
    private void Score(string name, List<(string Line, int Place)> answers, int depth, double least)
    {
        foreach (var (line, place) in answers.Where(a => a.Place != 1)) output.WriteLine($"{place,3}  {line}");
        var ranks = answers.ConvertAll(a => a.Place == 0 || a.Place > depth ? 0 : 1.0 / a.Place);
        double Half(int half) => ranks.Where((_, i) => i % 2 == half).Average();
        var summary = string.Create(CultureInfo.InvariantCulture,
            $"{name}: MRR {ranks.Average():F3}, found {ranks.Average(rank => rank > 0 ? 1.0 : 0):F3}, first {ranks.Average(rank => rank >= 1 ? 1.0 : 0):F3}");
        output.WriteLine(summary);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"tuned half {Half(0):F3}, held-out half {Half(1):F3}, {ranks.Count} queries"));
        Console.WriteLine(summary);
        Assert.True(ranks.Count >= 100, "the truth file has too few queries");
        Assert.True(ranks.Average() >= least, summary);
        Assert.True(Half(1) >= least, summary);
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

    private static string TruthFile(string name) => Path.Combine(AppContext.BaseDirectory, "Catalog", "Search", name);

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
