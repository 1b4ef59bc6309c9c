using System.Globalization;
using System.Text;

namespace Marquee.App.Tests;

/// <summary>The real program carries a house to PostgreSQL and back, killed on the way.</summary>
public sealed class MoveTests
{
    const int Rows = 30_000;

    [Fact]
    public async Task A_house_goes_to_PostgreSQL_and_back_although_it_is_killed_on_the_way()
    {
        await using var database = await TestDatabase.Make();
        var postgres = database.Connection;
        var (folder, back) = (Directory.CreateTempSubdirectory("marquee-app-").FullName, Directory.CreateTempSubdirectory("marquee-app-").FullName);
        try
        {
            await Fill(folder);
            using var files = MadeUpImdb.With(titles: 500);
            Assert.Equal(0, (await RunningMarquee.Run("import", "imdb", files.Folder, "--accept-terms", "--quiet", "--data", folder)).Code);
            string[] there = ["move", "--data", folder, "--to", "postgres", "--postgres", postgres];
            for (var kill = 0; kill < 3; kill++)
            {
                await RunningMarquee.RunAndKill(TimeSpan.FromMilliseconds(900 + (400 * kill)), there);
            }

            var (code, output, error) = await RunningMarquee.Run(there);
            // A kill may have come too late: then the house is there already, and is not written over.
            Assert.True(code == 0 || error.Contains("holds a house already", StringComparison.Ordinal), error);
            var (again, _, refused) = await RunningMarquee.Run(there);
            Assert.Equal(2, again);
            Assert.Contains("holds a house already", refused, StringComparison.Ordinal);
            Assert.True(code != 0 || output.Contains("house.rating", StringComparison.Ordinal), output);

            await File.WriteAllTextAsync(Path.Combine(folder, "marquee.json"), $$"""{ "Storage": { "Postgres": "{{postgres}}" } }""");
            Assert.Contains(MadeUpImdb.Landmark, (await RunningMarquee.Run("search", "unmistakable lighthouse", "--data", folder)).Out, StringComparison.Ordinal);
            var (returned, told, why) = await RunningMarquee.Run("move", "--data", folder, "--to", "sqlite", "--folder", back);
            Assert.True(returned == 0, why);
            Assert.Contains("30,000  house.rating", told, StringComparison.Ordinal);
            Assert.Matches(@"\b500  catalog\.title ", told);
            Assert.Contains(MadeUpImdb.Landmark, (await RunningMarquee.Run("search", "unmistakable lighthouse", "--data", back)).Out, StringComparison.Ordinal);
            var (listed, members, _) = await RunningMarquee.Run("member", "list", "--data", back);
            Assert.Equal((0, "host (host)"), (listed, members.Trim()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            Directory.Delete(back, recursive: true);
        }
    }

    static async Task Fill(string folder)
    {
        var csv = new StringBuilder("Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\n");
        for (var i = 1; i <= Rows; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"tt{1_000_000 + i:D7},{1 + (i % 10)},2020-05-{1 + (i % 28):D2},Film {i},,Movie,,90,1990,Drama,,,\n");
        }

        var file = Path.Combine(folder, "ratings.csv");
        await File.WriteAllTextAsync(file, csv.ToString());
        var (code, _, error) = await RunningMarquee.Run("import", "history", file, "--apply", "--data", folder);
        Assert.True(code == 0, error);
    }
}
