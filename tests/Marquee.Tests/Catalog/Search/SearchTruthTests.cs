using System.Globalization;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Catalog.Search;
using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Tests.Catalog.Search;

/// <summary>
/// Our own truth files (a query and the title meant by it, one a line; whole queries and beginnings): a small one over made-up titles, which
/// is scored everywhere, and one over genuine titles. Those may not be shipped, so they are looked for beside the repository; without them the
/// test says that it was skipped. Every second line belongs to the half that the weights were never tuned on.
/// </summary>
public sealed class SearchTruthTests(ITestOutputHelper output)
{
    private const int Depth = 30;

    /// <summary>As many as a page shows below the search box.</summary>
    private const int Suggested = 8;

    /// <summary>Below these a truth file has been cut short.</summary>
    private const int LeastGenuine = 100, LeastMadeUp = 25;

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task The_right_title_is_near_the_top_of_made_up_titles(Engine engine)
    {
        using var files = new ImdbFiles();
        var titles = Lines(Path.Combine(AppContext.BaseDirectory, "Catalog", "Matching", "titles.tsv")).Select(line => line.Split('\t')).ToList();
        files.Write(ImdbFile.Basics, [.. titles.Select(t => $"tt{t[0].PadLeft(7, '0')}|{t[1]}|{t[2]}|{t[3]}|0|{t[4]}|\\N|{t[5]}|Drama")]);
        files.Write(ImdbFile.Ratings, [.. titles.Select(t => $"tt{t[0].PadLeft(7, '0')}|7.0|{t[6]}")]);
        await using var house = await CatalogHouse.With(files, engine);
        using var index = TitleIndex.Open(Built(house));
        Score($"made-up search truth: {engine}", Answers(TruthFile("made-up-truth.tsv"), index.Search), Depth, 0.92, LeastMadeUp);
        Score($"made-up suggestion truth: {engine}", Answers(TruthFile("made-up-suggestions.tsv"), index.Suggest), Suggested, 0.92, LeastMadeUp);
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task The_right_title_is_near_the_top_of_genuine_titles(Engine engine)
    {
        if (Genuine() is not { } data)
        {
            // Where nothing may be skipped, the made-up truth has been scored.
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "the genuine titles are not here (../shared/data/imdb-real)");
            return;
        }

        await using var house = await CatalogHouse.Open(engine);
        var folder = Directory.CreateDirectory(Path.Combine(house.Folder, "dumps")).FullName;
        foreach (var file in (string[])["title.basics", "title.ratings", "title.akas", "title.episode"])
        {
            File.CreateSymbolicLink(Path.Combine(folder, file + ".tsv.gz"), Path.Combine(data, file + ".tsv.gz"));
        }
        await house.Get<CatalogImport>().Run(new CatalogImportArguments(folder), _ => { }, CancellationToken.None);
        if (engine == Engine.Postgres)
        {
            // As every other node gets it: out of the database.
            File.Delete(Built(house));
            await using var node = await TestHouse.Beside(house, services => services.AddCatalog());
            await node.Get<GenerationFollower>().Follow(CancellationToken.None);
            Score(engine, Built(node));
        }
        else
        {
            Score(engine, Built(house));
        }
    }

    private static string Built(TestHouse house) => SearchIndexes.File(house.Get<DataFolder>().Generation(1));

    private void Score(Engine engine, string file)
    {
        using var index = TitleIndex.Open(file);
        index.Verify(CancellationToken.None);
        Score($"search truth: {engine}", Answers(TruthFile("truth.tsv"), index.Search), Depth, 0.92, LeastGenuine);
        Score($"suggestion truth: {engine}", Answers(TruthFile("suggestions.tsv"), index.Suggest), Suggested, 0.92, LeastGenuine);
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
    /// <param name="count">Queries that there must be.</param>
    private void Score(string name, List<(string Line, int Place)> answers, int depth, double least, int count)
    {
        foreach (var (line, place) in answers.Where(a => a.Place != 1)) output.WriteLine($"{place,3}  {line}");
        var ranks = answers.ConvertAll(a => a.Place == 0 || a.Place > depth ? 0 : 1.0 / a.Place);
        double Half(int half) => ranks.Where((_, i) => i % 2 == half).Average();
        var summary = string.Create(CultureInfo.InvariantCulture,
            $"{name} MRR {ranks.Average():F3}, found {ranks.Average(rank => rank > 0 ? 1.0 : 0):F3}, first {ranks.Average(rank => rank >= 1 ? 1.0 : 0):F3}");
        output.WriteLine(summary);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"tuned half {Half(0):F3}, held-out half {Half(1):F3}, {ranks.Count} queries"));
        Console.WriteLine(summary);
        Assert.True(ranks.Count >= count, "the truth file has too few queries");
        Assert.True(ranks.Average() >= least, summary);
        Assert.True(Half(1) >= least, summary);
    }

    private static IEnumerable<string> Lines(string path) => File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#');

    private static long Id(string text) => long.Parse(text.AsSpan(2), CultureInfo.InvariantCulture);

    private static string TruthFile(string name) => Path.Combine(AppContext.BaseDirectory, "Catalog", "Search", name);

    private static string? Genuine()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data", "imdb-real");
            if (File.Exists(Path.Combine(candidate, "title.basics.tsv.gz"))) return candidate;
        }
        return null;
    }
}
