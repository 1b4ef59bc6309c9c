using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Marquee.App.Tests;

/// <summary>An import that is killed, or runs out of disk, leaves the house as it was.</summary>
public sealed class InterruptedImportTests
{
    const int Kills = 20;

    [Fact]
    public async Task Killed_at_twenty_moments_the_old_catalog_works_and_nothing_is_left_behind()
    {
        using var small = MadeUpImdb.With(titles: 500);
        using var large = MadeUpImdb.With(titles: 80_000, large: true);
        var folder = Directory.CreateTempSubdirectory("marquee-app-").FullName;
        await Import(folder, small);
        var (scratch, clock) = (Directory.CreateTempSubdirectory("marquee-app-").FullName, Stopwatch.StartNew());
        await Import(scratch, large);
        var whole = clock.Elapsed;
        Directory.Delete(scratch, recursive: true);

        var random = new Random(20);
        for (var kill = 0; kill < Kills; kill++)
        {
            await KillAfter(whole * ((kill + random.NextDouble()) / Kills), folder, large);
            if (kill % 5 == 4)
            {
                Assert.Equal(MadeUpImdb.Landmark, await First(folder));
            }
        }

        await Import(folder, large);
        Assert.Equal(MadeUpImdb.Landmark, await First(folder));
        await AssertNothingLeft(folder);
    }

    [Fact]
    public async Task A_disk_that_becomes_full_is_said_in_one_sentence_and_the_old_catalog_stays()
    {
        using var small = MadeUpImdb.With(titles: 500);
        using var large = MadeUpImdb.With(titles: 80_000, large: true);
        using var disk = new SmallDisk();
        await Import(disk.Folder, small);
        var before = await Generations(disk.Folder);

        var (code, _, error) = await disk.RunUntilFull(Path.Combine("catalog", "0002", "catalog.db"), "import", "imdb", large.Folder, "--data", disk.Folder, "--quiet");
        // A log line may stand before it: the stores of the house share the full disk.
        Assert.EndsWith("marquee: The disk became full while the catalog was built. Free some space and import again; the catalog of before is untouched.", error.Trim(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(4, code);
        Assert.Equal(before, await Generations(disk.Folder));
        Assert.Equal(MadeUpImdb.Landmark, await First(disk.Folder));

        disk.Free();
        await Import(disk.Folder, large);
        Assert.Equal(MadeUpImdb.Landmark, await First(disk.Folder));
        await AssertNothingLeft(disk.Folder);
    }

    static async Task Import(string folder, MadeUpImdb files)
    {
        var (code, _, error) = await RunningMarquee.Run("import", "imdb", files.Folder, "--data", folder, "--accept-terms", "--quiet");
        Assert.True(code == 0, error);
    }

    static async Task KillAfter(TimeSpan delay, string folder, MadeUpImdb files)
    {
        using var process = Process.Start(RunningMarquee.Program("import", "imdb", files.Folder, "--data", folder, "--quiet"))!;
        var error = process.StandardError.ReadToEndAsync();
        using var killed = new CancellationTokenSource(delay);
        try
        {
            await process.WaitForExitAsync(killed.Token);
            Assert.True(process.ExitCode == 0, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(); // SIGKILL
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <returns>The best hit of a search in the catalog as it is now.</returns>
    static async Task<string?> First(string folder)
    {
        var (code, found, error) = await RunningMarquee.Run("search", "unmistakable lighthouse", "--json", "--data", folder);
        Assert.True(code == 0, error);
        return JsonDocument.Parse(found).RootElement.GetProperty("hits")[0].GetProperty("title").GetString();
    }

    static Task<string> Generations(string folder) => Task.FromResult(string.Join(' ', Directory.GetDirectories(Path.Combine(folder, "catalog")).Select(Path.GetFileName).Order(StringComparer.Ordinal)));

    /// <summary>After a start: the empty catalog, the current one and the one before; of each only what is read; in the folder only what belongs there.</summary>
    static async Task AssertNothingLeft(string folder)
    {
        await using var marquee = await RunningMarquee.Start(folder); // and deletes the folder afterwards
        Assert.Equal(0, await marquee.Stop());
        var generations = Directory.GetDirectories(Path.Combine(folder, "catalog")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(3, generations.Count);
        Assert.Equal("0000", generations[0]);
        Assert.Equal(int.Parse(generations[1], CultureInfo.InvariantCulture) + 1, int.Parse(generations[2], CultureInfo.InvariantCulture));
        Assert.Equal(["importing.lock"], Names(Path.Combine(folder, "catalog")));
        Assert.All(generations.Skip(1), g => Assert.Equal(["browse.index", "catalog.db", "titles.index"], Names(Path.Combine(folder, "catalog", g))));
        Assert.Equal(["catalog"], Directory.GetDirectories(folder).Select(Path.GetFileName));
        Assert.Subset(
            ((string[])["house", "known", "swarm", "jobs"]).SelectMany(s => (string[])[s + ".db", s + ".db-wal", s + ".db-shm"]).Append("marquee.lock").ToHashSet(StringComparer.Ordinal),
            Names(folder).ToHashSet(StringComparer.Ordinal));
    }

    static IEnumerable<string> Names(string folder) => Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);
}
