using Marquee.Catalog;
using Marquee.Catalog.Import;
using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Tests.Catalog;

/// <summary>Imports of more than 50 MB: titles and ratings become current before the rest.</summary>
public sealed class LargeImportTests
{
    static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task Titles_and_ratings_come_first_and_the_rest_as_the_next_generation(Engine engine)
    {
        using var files = Large();
        await using var house = await CatalogHouse.Open(engine);
        var seen = new List<(int Generation, bool Rating, bool Found)>();
        var steps = new List<ImportProgress>();
        var report = await house.Import(files, step =>
        {
            steps.Add(step);
            if (step.Sentence.ToString().StartsWith("Reading title.principals", StringComparison.Ordinal))
            {
                // Another flow than the import's: what a request would see now.
                var film = Task.Run(() => house.Title("tt0000101")).GetAwaiter().GetResult();
                var hits = Task.Run(() => house.Get<TitleSearch>().Search("harbour of salt", null, 5, Sight.WithoutAdult, Ct)).GetAwaiter().GetResult().Hits;
                seen.Add((house.Database.CurrentGeneration, film?.Rating == 8.1, hits.Count > 0));
            }
        });
        Assert.NotEmpty(seen);
        Assert.All(seen, s => Assert.Equal((1, true, true), s));
        Assert.Equal(2, report.Generation);
        Assert.Equal(7, report.Files.Count);
        Assert.Equal(7, (await house.Get<CatalogFacts>().Find(Ct)).Files.Count);
        Assert.Equal(101, (await house.Get<TitleSearch>().Search("hafen aus salz", null, 5, Sight.WithoutAdult, Ct)).Hits[0].Title.Id.Number);
        Assert.Equal(10_000_202, (await house.Get<TitleSearch>().Search("lighthouse keepers s02e05", null, 5, Sight.WithoutAdult, Ct)).Hits[0].Title.Id.Number);
        Assert.Equal(["Ines Vega", "Tomas Rey"], (await house.Get<TitlePages>().Find(new TitleId(101), Ct))!.Directors.Select(p => p.Name));
        Assert.Equal(steps.Select(s => s.Done).Order(), steps.Select(s => s.Done));
        Assert.Equal(steps[^1].Total, steps[^1].Done);
    }

    [Theory, MemberData(nameof(CatalogHouse.Engines), MemberType = typeof(CatalogHouse))]
    public async Task Cancelled_between_the_two_the_titles_stay(Engine engine)
    {
        using var files = Large();
        await using var house = await CatalogHouse.Open(engine);
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => house.Import(files, step =>
        {
            if (step.Sentence.ToString().StartsWith("Reading title.akas", StringComparison.Ordinal))
            {
                cancel.Cancel();
            }
        }, cancel.Token));
        Assert.Equal(1, house.Database.CurrentGeneration);
        Assert.False(Directory.Exists(house.Get<DataFolder>().Generation(2)));
        Assert.Equal([0, 1], await house.Database.GenerationsThere(Ct));
        Assert.Equal(8.1, (await house.Title("tt0000101"))!.Rating);
    }

    [Fact]
    public async Task A_wrong_file_is_refused_before_anything_is_built()
    {
        using var files = Large();
        files.WriteRaw(ImdbFile.Names, "<html>Not found</html>");
        await using var house = await CatalogHouse.Open();
        Assert.Contains("name.basics.tsv.gz", (await Assert.ThrowsAsync<Refusal>(() => house.Import(files))).Message, StringComparison.Ordinal);
        Assert.Equal(0, house.Database.CurrentGeneration);
    }

    [Fact]
    public async Task Too_small_a_disk_is_refused_with_both_numbers()
    {
        using var files = ImdbFiles.Small();
        var huge = Path.Combine(files.Folder, "title.principals.tsv.gz");
        await using (var file = new FileStream(huge, FileMode.Create))
        {
            // Takes no room itself: nothing is written.
            file.SetLength(1L << 42);
        }

        await using var house = await CatalogHouse.Open();
        var refusal = await Assert.ThrowsAsync<Refusal>(() => house.Import(files));
        Assert.Equal(Refusal.Disk, refusal.ExitCode);
        Assert.Matches(@"needs about [\d.]+ GB .* [\d.]+ [GM]B are free", refusal.Message);
        var look = house.Get<CatalogFolder>().Look(files.Folder);
        Assert.False(look.Enough);
        Assert.NotNull(look.Problem);
    }

    static ImdbFiles Large()
    {
        var files = ImdbFiles.Small().Remove(ImdbFile.Akas);
        using var to = new StreamWriter(Path.Combine(files.Folder, "title.akas.tsv"));
        to.Write(ImdbFile.Akas.Header + "\ntt0000101\t1\tHafen aus Salz\tDE\t\\N\timdbDisplay\t\\N\t0\n");
        var attributes = new string('x', 60_000);
        for (var i = 0; i < 900; i++)
        {
            to.Write($"tt0000102\t{i}\tNumber {i % 7}\tXWW\ten\t\\N\t{attributes}\t0\n");
        }

        return files;
    }
}
