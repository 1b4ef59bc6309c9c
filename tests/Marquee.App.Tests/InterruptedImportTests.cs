using Marquee.Integrations.Imdb;
using Marquee.Integrations.Tests.Imdb;
using Marquee.Storage;

namespace Marquee.App.Tests;

/// <summary>
/// An import, or a refresh of the ratings alone, that is killed, cut off from its server, or runs out of disk, leaves the house as
/// it was. The moments are random; <c>MARQUEE_TEST_SEED</c> repeats those of an earlier run.
/// </summary>
public sealed class InterruptedImportTests(ITestOutputHelper output)
{
    const int Moments = 20;
    const int Rated = 10_000;
    const int Large = 20_000;
    const string Full = "marquee: The disk became full while the catalog was built. Free some space and import again; the catalog of before is untouched.";

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Engines))]
    public async Task An_import_killed_at_twenty_moments_leaves_the_old_catalog_and_nothing_behind(Engine engine)
    {
        using var small = MadeUpImdb.With(titles: 500);
        using var large = MadeUpImdb.With(titles: Large, large: true);
        await using var house = await InterruptedHouse.Open(engine);
        await house.Import(small.Folder);
        await AtRandomMoments(house, await Whole(engine, large), InterruptedHouse.Kill, () => Task.FromResult<string[]>(["import", "imdb", large.Folder, "--quiet"]));

        await house.Import(large.Folder);
        Assert.Equal(MadeUpImdb.Landmark, await house.First());
        Assert.Equal(Large, await house.Count("select count(*) from catalog.title"));
        await house.AssertNothingLeft();
    }

    [Fact]
    public async Task An_import_whose_server_ends_its_sessions_says_so_and_the_next_one_succeeds()
    {
        using var small = MadeUpImdb.With(titles: 500);
        using var large = MadeUpImdb.With(titles: Large, large: true);
        await using var house = await InterruptedHouse.Open(Engine.Postgres);
        await house.Import(small.Folder);
        await AtRandomMoments(house, await Whole(Engine.Postgres, large), _ => house.Database!.EndSessions(), () => Task.FromResult<string[]>(["import", "imdb", large.Folder, "--quiet"]), moments: 6);

        await house.Import(large.Folder);
        Assert.Equal(Large, await house.Count("select count(*) from catalog.title"));
        await house.AssertNothingLeft();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Ratings_alone_killed_at_twenty_moments_leave_the_old_catalog_and_nothing_behind(Engine engine)
    {
        await using var web = await DatasetServer.Start();
        await using var house = await Refreshed(engine, web);
        var round = 0;
        web.Serve(ImdbFile.Ratings, "\"time\"", MadeUpImdb.Ratings(Rated, ++round, '|'));
        var whole = await house.Time("catalog", "refresh", "--ratings", "--quiet");
        await AtRandomMoments(house, whole, InterruptedHouse.Kill, async () =>
        {
            // All of the catalog before, or all of the one after: never a mixture.
            var last = await house.Count("select max(votes) from catalog.title");
            Assert.Equal((Rated, last - 4999), (await house.Count($"select count(*) from catalog.title where votes = id % 5000 + {last - 4999}"), await house.Count("select min(votes) from catalog.title")));
            web.Serve(ImdbFile.Ratings, $"\"{round}\"", MadeUpImdb.Ratings(Rated, ++round, '|'));
            return ["catalog", "refresh", "--ratings", "--quiet"];
        });

        web.Serve(ImdbFile.Ratings, "\"last\"", MadeUpImdb.Ratings(Rated, 7000, '|'));
        await house.Run("catalog", "refresh", "--ratings", "--quiet");
        Assert.Equal(Rated, await house.Count("select count(*) from catalog.title where votes = id % 5000 + 7000"));
        Assert.Equal(MadeUpImdb.Landmark, await house.First());
        await house.AssertNothingLeft();
    }

    [Fact]
    public async Task Ratings_alone_whose_server_ends_its_sessions_are_refreshed_by_the_next_try()
    {
        await using var web = await DatasetServer.Start();
        await using var house = await Refreshed(Engine.Postgres, web);
        web.Serve(ImdbFile.Ratings, "\"time\"", MadeUpImdb.Ratings(Rated, 1, '|'));
        var whole = await house.Time("catalog", "refresh", "--ratings", "--quiet");
        var round = 1;
        await AtRandomMoments(house, whole, _ => house.Database!.EndSessions(), () =>
        {
            web.Serve(ImdbFile.Ratings, $"\"{round}\"", MadeUpImdb.Ratings(Rated, ++round, '|'));
            return Task.FromResult<string[]>(["catalog", "refresh", "--ratings", "--quiet"]);
        }, moments: 4);

        web.Serve(ImdbFile.Ratings, "\"last\"", MadeUpImdb.Ratings(Rated, 7000, '|'));
        await house.Run("catalog", "refresh", "--ratings", "--quiet");
        Assert.Equal(Rated, await house.Count("select count(*) from catalog.title where votes = id % 5000 + 7000"));
        await house.AssertNothingLeft();
    }

    [Fact]
    public async Task A_disk_that_becomes_full_is_said_in_one_sentence_and_the_old_catalog_stays()
    {
        using var small = MadeUpImdb.With(titles: 500);
        using var large = MadeUpImdb.With(titles: 80_000, large: true);
        using var disk = new SmallDisk();
        await using var house = InterruptedHouse.On(null, disk.Folder);
        await house.Import(small.Folder);
        await RefusedForRoom(house, () => disk.RunUntilFull(Path.Combine("catalog", "0002", "catalog.db"), house.Program("import", "imdb", large.Folder, "--quiet")), Full);

        disk.Free();
        await house.Import(large.Folder);
        Assert.Equal(MadeUpImdb.Landmark, await house.First());
        await house.AssertNothingLeft();
    }

    [Fact]
    public async Task A_disk_that_becomes_full_while_ratings_are_rewritten_leaves_the_old_ratings()
    {
        await using var web = await DatasetServer.Start();
        using var disk = new SmallDisk();
        await using var house = await Refreshed(Engine.Sqlite, web, disk.Folder, titles: 80_000);
        web.Serve(ImdbFile.Ratings, "\"2\"", MadeUpImdb.Ratings(80_000, 1, '|'));
        await RefusedForRoom(house, () => disk.RunUntilFull(Path.Combine("catalog", "0002", "catalog.db"), house.Program("catalog", "refresh", "--ratings", "--quiet")), Full);
        Assert.Equal(4999, await house.Count("select max(votes) from catalog.title"));

        disk.Free();
        await house.Run("catalog", "refresh", "--ratings", "--quiet");
        Assert.Equal(5000, await house.Count("select max(votes) from catalog.title"));
        await house.AssertNothingLeft();
    }

    [Fact]
    public async Task A_server_whose_disk_becomes_full_is_said_in_one_sentence_and_the_old_catalog_stays()
    {
        using var small = MadeUpImdb.With(titles: 500);
        using var large = MadeUpImdb.With(titles: 120_000);
        await using var disk = await SmallServerDisk.Make();
        await using var house = InterruptedHouse.On(disk.Database);
        await house.Import(small.Folder);
        await disk.Fill();
        await RefusedForRoom(house, () => house.Try("import", "imdb", large.Folder, "--quiet"), "the catalog of before is untouched.");

        await disk.Free();
        await house.Import(large.Folder);
        Assert.Equal(MadeUpImdb.Landmark, await house.First());
        await house.AssertNothingLeft();
    }

    /// <summary>Interrupts the verb at random moments of its whole time; in between the catalog of before, or the new one, answers.</summary>
    async Task AtRandomMoments(InterruptedHouse house, TimeSpan whole, Func<System.Diagnostics.Process, Task> how, Func<Task<string[]>> next, int moments = Moments)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("MARQUEE_TEST_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"seed {seed}; uninterrupted it takes {whole.TotalSeconds:F1} s");
        var random = new Random(seed);
        for (var moment = 0; moment < moments; moment++)
        {
            var after = whole * ((moment + random.NextDouble()) / moments);
            var (ran, cut, code, error) = await house.Interrupt(after, how, await next());
            output.WriteLine($"after {after.TotalSeconds:F2} s: {(cut ? $"{code} {error.Trim()}" : "it had ended")}");
            // What was lost on the way may be logged; in the end stands a sentence.
            Assert.DoesNotContain("Unhandled exception", error, StringComparison.Ordinal);
            Assert.True(code is 0 or 128 + 9 || error.Trim().Split('\n')[^1].StartsWith("marquee: ", StringComparison.Ordinal), error);
            whole = cut || ran > whole ? whole : ran; // the machine has become faster
            if (moment % 5 == 4)
            {
                Assert.Equal(MadeUpImdb.Landmark, await house.First());
            }
        }
    }

    static async Task<TimeSpan> Whole(Engine engine, MadeUpImdb files)
    {
        await using var scratch = await InterruptedHouse.Open(engine);
        return await scratch.Time("import", "imdb", files.Folder, "--accept-terms", "--quiet");
    }

    static async Task RefusedForRoom(InterruptedHouse house, Func<Task<(int Code, string Out, string Error)>> run, string sentence)
    {
        var before = await house.Generations();
        var (code, _, error) = await run();
        // A log line may stand before it: the stores of the house share the full disk.
        Assert.True(error.Trim().EndsWith(sentence, StringComparison.Ordinal), error);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(Refusal.Disk, code);
        Assert.Equal(before, await house.Generations());
        Assert.Equal(MadeUpImdb.Landmark, await house.First());
    }

    static async Task<InterruptedHouse> Refreshed(Engine engine, DatasetServer web, string? folder = null, int titles = Rated)
    {
        using var files = MadeUpImdb.With(titles);
        foreach (var file in ImdbFile.All.Where(f => File.Exists(Path.Combine(files.Folder, f.Name + ".tsv"))))
        {
            web.ServeRaw(file, "\"1\"", DatasetServer.Zipped(await File.ReadAllTextAsync(Path.Combine(files.Folder, file.Name + ".tsv"))));
        }

        var house = folder is null ? await InterruptedHouse.Open(engine) : InterruptedHouse.On(null, folder);
        await house.Import(web.Address.AbsoluteUri);
        await house.Run("catalog", "schedule", "--from", web.Address.AbsoluteUri, "--off");
        return house;
    }
}
