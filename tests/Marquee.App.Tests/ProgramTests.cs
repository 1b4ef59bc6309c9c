using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Marquee.App.Tests;

/// <summary>The real program as a newcomer meets it.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task The_first_start_prints_one_link_that_signs_the_host_in_once()
    {
        await using var marquee = await RunningMarquee.Start();
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = marquee.Address };
        using var missing = await browser.GetAsync("/no-such-file.txt");
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (missing.StatusCode, missing.Content.Headers.ContentType?.MediaType));
        var page = await browser.GetStringAsync(marquee.SignIn);
        Assert.Contains("<button", page, StringComparison.Ordinal);
        using var used = await browser.PostAsync(marquee.SignIn, null);
        Assert.Equal(HttpStatusCode.SeeOther, used.StatusCode);
        var session = JsonDocument.Parse(await browser.GetStringAsync("/api/v1/session")).RootElement;
        Assert.Equal("host", session.GetProperty("member").GetProperty("role").GetString());
        Assert.True(session.GetProperty("instance").GetProperty("sample").GetBoolean());
        using var again = await browser.PostAsync(marquee.SignIn, null);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.Equal(0, await marquee.Stop());
        Assert.DoesNotContain(marquee.SignIn.Segments[^1], marquee.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_server_on_the_folder_is_refused_in_one_sentence()
    {
        await using var marquee = await RunningMarquee.Start();
        var (code, _, error) = await RunningMarquee.Run("serve", "--data", marquee.Folder, "--listen", "127.0.0.1:0");
        Assert.Equal(3, code);
        Assert.StartsWith("marquee: A Marquee server already runs on", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_taken_port_is_refused_with_another_to_try()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var folder = Directory.CreateTempSubdirectory("marquee-app-").FullName;
        var (code, _, error) = await RunningMarquee.Run("serve", "--data", folder, "--quiet", "--listen", taken.LocalEndpoint.ToString()!);
        Assert.Equal(5, code);
        Assert.Contains("is taken by another program", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_refused()
    {
        var (code, _, error) = await RunningMarquee.Run("serve", "--data", "/proc/marquee");
        Assert.Equal(4, code);
        Assert.StartsWith("marquee: The data folder", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_verb_is_named()
    {
        var (code, _, error) = await RunningMarquee.Run("serf");
        Assert.Equal(2, code);
        Assert.Contains("'serf'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_can_be_made_beside_the_server_and_without_it()
    {
        await using var marquee = await RunningMarquee.Start();
        var (code, link, _) = await RunningMarquee.Run("link", "--data", marquee.Folder);
        Assert.Equal(0, code);
        Assert.StartsWith(marquee.Address + "link/", link, StringComparison.Ordinal);
        await marquee.Stop();
        var (alone, json, _) = await RunningMarquee.Run("link", "--data", marquee.Folder, "--json");
        Assert.Equal(0, alone);
        Assert.Contains("/link/", JsonDocument.Parse(json).RootElement.GetProperty("signIn").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_a_row_twice_is_told_and_a_second_time_changes_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("marquee-app-").FullName;
        var file = Path.Combine(folder, "ratings.csv");
        await File.WriteAllTextAsync(file, "Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\n"
            + "tt9000001,5,2020-01-01,The Lamp,,movie,,,1999,Drama,,,\ntt9000001,9,2021-04-03,The Lamp,,movie,,,1999,Drama,,,\n");
        await using (var marquee = await RunningMarquee.Start(Path.Combine(folder, "data")))
        {
            var (code, first, error) = await RunningMarquee.Run("import", "history", file, "--yes", "--data", marquee.Folder);
            Assert.True(code == 0, error);
            Assert.StartsWith("ratings.csv: 2 rows (imdb-2017), import 1, 1 applied.", first, StringComparison.Ordinal);
            Assert.Contains("1  repeated in the file\n           line 2: the file has this title again in line 3, which decides", first, StringComparison.Ordinal);
            Assert.DoesNotContain(": 0 \n", error, StringComparison.Ordinal);
            (code, var again, _) = await RunningMarquee.Run("import", "history", file, "--yes", "--data", marquee.Folder);
            Assert.Equal(0, code);
            Assert.StartsWith("ratings.csv: 2 rows (imdb-2017), import 2, nothing to change.", again, StringComparison.Ordinal);
            using var host = await Person.SignIn(marquee);
            Assert.Equal(1, (await host.Get(marquee, "/api/v1/facts")).GetProperty("items").GetArrayLength());
            Assert.Single((await host.Get(marquee, "/api/v1/jobs")).EnumerateArray());
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_best_list_takes_its_m_and_c()
    {
        var folder = Directory.CreateTempSubdirectory("marquee-app-").FullName;
        await Zip(Path.Combine(folder, "title.basics.tsv.gz"), "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres\n"
            + "tt9000001\tmovie\tThe Lamp\tThe Lamp\t0\t1999\t\\N\t90\tDrama\n");
        await Zip(Path.Combine(folder, "title.ratings.tsv.gz"), "tconst\taverageRating\tnumVotes\ntt9000001\t9.0\t1000\n");
        var data = Path.Combine(folder, "data");
        var (code, _, error) = await RunningMarquee.Run("import", "imdb", folder, "--accept-terms", "--data", data);
        Assert.True(code == 0, error);
        foreach (var (m, c, expected) in new[] { ("0", "1", 9.0), ("1000", "1", 5.0), ("1000", "5", 7.0) })
        {
            var best = await RunningMarquee.Run("best", "--m", m, "--c", c, "--json", "--data", data);
            Assert.Equal(expected, JsonDocument.Parse(best.Out).RootElement[0].GetProperty("weighted").GetDouble(), precision: 3);
        }

        Assert.Equal(2, (await RunningMarquee.Run("best", "--c", "11", "--data", data)).Code);
        Directory.Delete(folder, recursive: true);
    }

    static async Task Zip(string file, string text)
    {
        await using var zip = new System.IO.Compression.GZipStream(File.Create(file), System.IO.Compression.CompressionLevel.Fastest);
        await zip.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
    }

    [Theory]
    [InlineData(0, null, null, "")]
    [InlineData(42_100_000, 42_400_000, "bytes", "43 of 43 MB")]
    [InlineData(12, 40, "rows", "12 of 40 rows")]
    public void Progress_reads_well(long done, int? total, string? unit, string expected) => Assert.Equal(expected, Marquee.App.CommandLine.Terminal.Pace(done, total, unit, null, null));

    [Fact]
    public void A_pace_says_what_it_counts() => Assert.Equal("31 of 43 MB, 3 MB/s, 0:00:04 left", Marquee.App.CommandLine.Terminal.Pace(31_000_000, 43_000_000, "bytes", 3e6, 4));

    [Fact]
    public async Task The_version_is_one_line() => Assert.Matches(@"^\d+\.\d+\.\d+\S*\s*$", (await RunningMarquee.Run("--version")).Out);
}
