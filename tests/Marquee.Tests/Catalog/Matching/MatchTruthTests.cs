using System.Globalization;
using System.IO.Compression;
using System.Text;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Catalog.Matching;
using Marquee.Integrations.Imdb;

namespace Marquee.Tests.Catalog.Matching;

/// <summary>
/// How often a row is matched without asking, and how often that is right. On a small made-up truth file; and, where it lies beside the
/// repository, on genuine rows against genuine titles, whole and damaged. Half of the ids only measure.
/// </summary>
public sealed class MatchTruthTests(ITestOutputHelper output)
{
    static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Rows_of_the_truth_file_mean_what_it_says()
    {
        using var files = new ImdbFiles();
        var titles = Lines("titles.tsv").ToList();
        files.Write(ImdbFile.Basics, [.. titles.Select(t => $"tt{t[0].PadLeft(7, '0')}|{t[1]}|{t[2]}|{t[3]}|0|{t[4]}|\\N|{t[5]}|Drama")]);
        files.Write(ImdbFile.Ratings, [.. titles.Select(t => $"tt{t[0].PadLeft(7, '0')}|7.0|{t[6]}")]);
        await using var house = await CatalogHouse.With(files);
        var rows = Lines("questions.tsv").ToList();
        var matches = await house.Get<Matcher>().Match([.. rows.Select(Question)], null, Ct);
        foreach (var (row, match) in rows.Zip(matches))
        {
            var sure = match.IsSure ? match.Title!.Value.Number.ToString(CultureInfo.InvariantCulture) : "";
            if (sure != row[4])
            {
                output.WriteLine($"{string.Join('\t', row)}: {match.Title} {match.Certainty:F3} {string.Join(", ", match.Evidence)}");
            }

            Assert.True(sure == row[4] || sure.Length == 0, $"{string.Join('\t', row)} was taken for {sure}: {string.Join(", ", match.Evidence)}");
        }

        var decided = rows.Zip(matches).Where(pair => pair.First[4] is not ("?" or "-")).ToList();
        Assert.InRange(decided.Count(pair => pair.Second.IsSure) / (double)decided.Count, 0.93, 1);
        Assert.All(decided, pair => Assert.Equal(pair.First[4], pair.Second.Title?.Number.ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Genuine_rows_are_matched_without_asking_and_rightly()
    {
        if (MatchTruth.Folder("imdb-real") is not { } imdb || MatchTruth.Folder("ml-latest-small") is not { } movieLens || MatchTruth.Folder("tmdb-samples") is not { } tmdb)
        {
            // Where nothing may be skipped, the made-up truth has been held.
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "the genuine titles and rows are not here (../shared/data)");
            return;
        }

        await using var house = await CatalogHouse.Open();
        await house.Get<CatalogImport>().Run(new CatalogImportArguments(imdb), _ => { }, Ct);
        (string Name, List<AskedTruth> Rows)[] sets =
        [
            ("MovieLens", MatchTruth.MovieLens(movieLens)),
            ("TMDB", [.. MatchTruth.Tmdb(tmdb, everything: true).Where(truth => truth.Hash / 2 % 2 == 0)]),
            ("TMDB, name and year", [.. MatchTruth.Tmdb(tmdb, everything: false).Where(truth => truth.Hash / 2 % 4 == 0)]),
        ];
        var reports = new List<(MatchReport Report, IReadOnlyDictionary<string, MatchFloor> Floors)>();
        foreach (var (name, rows) in sets)
        {
            var report = new MatchReport(name, house.Get<Matcher>(), await house.Get<Titles>().InCatalog([.. rows.Select(truth => new TitleId(truth.Title))], Ct));
            await report.AsItIs(rows);
            foreach (var (damage, of) in Damage.All)
            {
                await report.Damaged(damage, of, truth => truth.Hash / 16 % 3 == 0);
            }

            report.Print(output);
            reports.Add((report, name == "TMDB, name and year" ? MatchFloors.NameAndYear : MatchFloors.All));
        }

        Assert.All(reports, held => held.Report.Hold(held.Floors));
    }

    /// <summary>The same rows when the catalog lacks the titles that are meant: nothing else may be taken for them.</summary>
    [Fact]
    public async Task Titles_that_the_catalog_lacks_are_not_taken_for_others()
    {
        if (MatchTruth.Folder("imdb-real") is not { } imdb || MatchTruth.Folder("ml-latest-small") is not { } movieLens || MatchTruth.Folder("tmdb-samples") is not { } tmdb)
        {
            // Where nothing may be skipped, the made-up truth has been held.
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "the genuine titles and rows are not here (../shared/data)");
            return;
        }

        AskedTruth[] hidden = [.. MatchTruth.MovieLens(movieLens).Concat(MatchTruth.Tmdb(tmdb, everything: true)).Where(truth => truth.Hash / 64 % 12 == 0).DistinctBy(truth => truth.Title)];
        using var files = new ImdbFiles();
        Without(hidden.Select(truth => truth.Title).ToHashSet(), imdb, files);
        await using var house = await CatalogHouse.With(files);
        var matches = await house.Get<Matcher>().Match([.. hidden.Select(truth => truth.Question)], null, Ct);
        var applied = matches.Count(match => match.IsSure) / (double)hidden.Length;
        var summary = string.Create(CultureInfo.InvariantCulture, $"matching: of {hidden.Length} rows whose title the catalog lacks, {applied:P2} were taken for another one");
        output.WriteLine(summary);
        Console.WriteLine(summary);
        Assert.True(hidden.Length > 2000, summary);
        Assert.True(applied <= MatchFloors.TakenForAnother, summary);
    }

    static void Without(HashSet<long> hidden, string imdb, ImdbFiles files)
    {
        using var from = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(imdb, "title.basics.tsv.gz")), CompressionMode.Decompress));
        var kept = new StringBuilder();
        for (var line = from.ReadLine(); line is not null; line = from.ReadLine())
        {
            if (!long.TryParse(line.AsSpan(2, Math.Max(0, line.IndexOf('\t') - 2)), CultureInfo.InvariantCulture, out var id) || !hidden.Contains(id))
            {
                kept.Append(line).Append('\n');
            }
        }

        files.WriteRaw(ImdbFile.Basics, kept.ToString());
        File.Copy(Path.Combine(imdb, "title.ratings.tsv.gz"), Path.Combine(files.Folder, "title.ratings.tsv.gz"));
    }

    static TitleQuestion Question(string[] row) => new()
    {
        Names = [row[0]],
        Year = Number(row[1]),
        Kind = Enum.Parse<AskedKind>(row[2], ignoreCase: true),
        Runtime = Number(row[3]),
    };

    static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    static IEnumerable<string[]> Lines(string name) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Catalog", "Matching", name))
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'));
}
