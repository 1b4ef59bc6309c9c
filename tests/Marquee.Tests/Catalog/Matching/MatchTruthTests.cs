using System.Globalization;
using System.IO.Compression;
using System.Text;
using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Catalog.Matching;
using Marquee.Integrations.Imdb;

namespace Marquee.Tests.Catalog.Matching;

/// <summary>
/// How often a row is matched without asking, and how often that is right. On small made-up truth files, always; and, where they lie beside
/// the repository, on genuine rows against genuine titles. Both whole and damaged. Half of the genuine ids only measure.
/// </summary>
public sealed class MatchTruthTests(ITestOutputHelper output)
{
    static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Rows_of_the_truth_file_mean_what_it_says()
    {
        await using var house = await MadeUp(Lines("titles.tsv"));
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

    /// <summary>Each kind of damage to names, years and kinds of made-up titles; the whole file is asked at once, as an import does.</summary>
    [Fact]
    public async Task Damaged_rows_of_made_up_titles_mean_the_same()
    {
        await using var house = await MadeUp(Lines("damaged.tsv"));
        AskedTruth[] rows =
        [
            .. Lines("damaged.tsv").Select(t => new AskedTruth(Number(t[0])!.Value, new TitleQuestion
            {
                Names = [t[2]],
                Year = Number(t[4]),
                Kind = t[1] == "movie" ? AskedKind.Film : AskedKind.Series,
            })),
        ];
        var report = new MatchReport("made up", house.Get<Matcher>(), await house.Get<Titles>().InCatalog([.. rows.Select(truth => new TitleId(truth.Title))], Ct), byHalf: false);
        await report.AsItIs(rows);
        foreach (var (damage, of) in Damage.All)
        {
            await report.Damaged(damage, of, _ => true);
        }

        report.Print(output);
        report.Hold(MatchFloors.MadeUp);
    }

    [Fact]
    public async Task Genuine_rows_are_matched_without_asking_and_rightly()
    {
        if (Genuine() is not var (imdb, movieLens, tmdb))
        {
            return;
        }

        await using var house = await CatalogHouse.Open();
        await house.Get<CatalogImport>().Run(new CatalogImportArguments(imdb), _ => { }, Ct);
        (string Name, List<AskedTruth> Rows)[] sets =
        [
            ("MovieLens", MatchTruth.MovieLens(movieLens)),
            ("TMDB", MatchTruth.Tmdb(tmdb, everything: true)),
            ("TMDB, name and year", MatchTruth.Tmdb(tmdb, everything: false)),
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

    /// <summary>When the catalog lacks one title of six in a file, nothing else may be taken for it.</summary>
    [Fact]
    public async Task Titles_that_the_catalog_lacks_are_not_taken_for_others()
    {
        if (Genuine() is not var (imdb, movieLens, tmdb))
        {
            return;
        }

        AskedTruth[] file = [.. MatchTruth.MovieLens(movieLens).Concat(MatchTruth.Tmdb(tmdb, everything: true)).Where(truth => truth.Hash / 64 % 24 < 6).DistinctBy(truth => truth.Title)];
        var hidden = file.Where(truth => truth.Hash / 64 % 24 == 0).Select(truth => truth.Title).ToHashSet();
        using var files = new ImdbFiles();
        Without(hidden, imdb, files);
        await using var house = await CatalogHouse.With(files);
        var matches = await house.Get<Matcher>().Match([.. file.Select(truth => truth.Question)], null, Ct);
        var applied = file.Zip(matches).Count(pair => hidden.Contains(pair.First.Title) && pair.Second.IsSure) / (double)hidden.Count;
        Say(string.Create(CultureInfo.InvariantCulture, $"matching: of {hidden.Count} rows whose title the catalog lacks, {applied:P2} were taken for another one"));
        Assert.True(hidden.Count > 1000);
        Assert.InRange(applied, 0, MatchFloors.TakenForAnother);
    }

    /// <summary>Null, and a line that says so, where they are not and nothing may be skipped: the made-up truth has been held.</summary>
    (string Imdb, string MovieLens, string Tmdb)? Genuine()
    {
        if (MatchTruth.Folder("imdb-real") is { } imdb && MatchTruth.Folder("ml-latest-small") is { } movieLens && MatchTruth.Folder("tmdb-samples") is { } tmdb)
        {
            return (imdb, movieLens, tmdb);
        }

        const string Missing = "the genuine titles and rows are not here (../shared/data)";
        Say("matching: not measured, " + Missing);
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", Missing);
        return null;
    }

    void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }

    static async Task<TestHouse> MadeUp(IEnumerable<string[]> titles)
    {
        using var files = new ImdbFiles();
        var all = titles.ToList();
        files.Write(ImdbFile.Basics, [.. all.Select(t => $"tt{t[0].PadLeft(7, '0')}|{t[1]}|{t[2]}|{t[3]}|0|{t[4]}|\\N|{t[5]}|Drama")]);
        files.Write(ImdbFile.Ratings, [.. all.Select(t => $"tt{t[0].PadLeft(7, '0')}|7.0|{t[6]}")]);
        return await CatalogHouse.With(files);
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
