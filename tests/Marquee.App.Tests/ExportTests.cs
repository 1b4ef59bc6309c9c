using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Marquee.App.Tests.Routes;

namespace Marquee.App.Tests;

/// <summary>Taking everything along through the API and from the command line, and bringing it to somebody else.</summary>
public sealed class ExportTests
{
    [Fact]
    public async Task What_a_member_has_is_taken_along_beside_the_server_and_without_it_and_brought_to_another()
    {
        await using var marquee = await RunningMarquee.Start();
        var folder = Directory.CreateTempSubdirectory("marquee-export-");
        try
        {
            using var host = await Caller.SignIn(marquee.Address, "the host", marquee.SignIn.ToString());
            await Live(host);
            var (archive, name, type) = await Download(host, "/api/v1/export/archive.json");
            Assert.Matches("^marquee-host-[0-9]{4}-[0-9]{2}-[0-9]{2}\\.json$", name);
            Assert.Equal("application/json", type);
            Assert.Equal("marquee-archive", JsonDocument.Parse(archive).RootElement.GetProperty("format").GetString());

            var file = Path.Combine(folder.FullName, "everything.json");
            Assert.Equal(file, await Says("export", "--out", file));
            Assert.Equal(archive, await File.ReadAllTextAsync(file));
            Assert.Equal(archive, await Says("export", "--out", "-") + "\n");
            Assert.Matches(@"marquee-host-[0-9-]+\.json$", await Says("export", "--out", folder.FullName));
            var imdb = Path.Combine(folder.FullName, "imdb");
            Assert.Equal(["Best - of 2019.csv", "Whatever comes.csv", "ratings.csv", "watchlist.csv"], (await Says("export", "--format", "imdb", "--out", imdb)).Split('\n').Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
            Assert.Equal((await Download(host, "/api/v1/export/imdb-ratings.csv")).Text, await File.ReadAllTextAsync(Path.Combine(imdb, "ratings.csv")));
            Assert.Matches(@"letterboxd-[0-9-]+\.zip$", await Says("export", "--format", "letterboxd", "--out", folder.FullName));
            Assert.Equal(["films-1.csv", "watchlist-1.csv"], (await ZipFile.OpenReadAsync(Directory.GetFiles(folder.FullName, "*.zip").Single())).Entries.Select(e => e.FullName));
            await Refuses("several files", "export", "--format", "imdb", "--out", "-");
            await Refuses("There is no member named", "export", "--member", "nobody", "--out", "-");
            await Refuses("cannot be written", "export", "--out", Path.Combine(file, "no folder", "x.json"));
            await Refuses("marquee export", "members", "remove", "host");

            await Says("members", "add", "Ada");
            await Says("import", "history", file, "--member", "Ada", "--yes");
            Assert.Equal(archive, await Says("export", "--out", "-", "--member", "Ada") + "\n");
            Assert.Equal(0, await marquee.Stop());
            Assert.Equal(archive, await Says("export", "--out", "-", "--member", "Ada") + "\n");
            await Says("members", "add", "Ben");
            await Says("import", "history", file, "--member", "Ben", "--yes");
            Assert.Equal(archive, await Says("export", "--out", "-", "--member", "Ben") + "\n");
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        async Task<string> Says(params string[] words)
        {
            var (code, output, error) = await RunningMarquee.Run([.. words, "--data", marquee.Folder]);
            Assert.True(code == 0, error);
            return output.Trim('\n', '\r');
        }

        async Task Refuses(string sentence, params string[] words)
        {
            var (code, _, error) = await RunningMarquee.Run([.. words, "--data", marquee.Folder]);
            Assert.Equal(2, code);
            Assert.Contains(sentence, error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Everybody_gets_what_is_theirs_and_a_list_that_others_share_stays_theirs()
    {
        await using var marquee = await RunningMarquee.Start();
        using var host = await Caller.SignIn(marquee.Address, "the host", marquee.SignIn.ToString());
        var list = await Live(host);
        await host.Ask(HttpMethod.Put, $"/api/v1/lists/{list}", new { shared = true });
        var ada = (await host.Ask(HttpMethod.Post, "/api/v1/members", new { name = "Ada", role = "member" })).GetProperty("id").GetInt64();
        using var her = await Caller.SignIn(marquee.Address, "Ada", (await host.Ask(HttpMethod.Post, $"/api/v1/members/{ada}/link")).GetProperty("url").GetString()!);
        Assert.Equal(HttpStatusCode.OK, await her.Status(HttpMethod.Get, $"/api/v1/lists/{list}"));
        Assert.Equal(HttpStatusCode.NotFound, await her.Status(HttpMethod.Get, $"/api/v1/export/lists/{list}.csv"));
        var (text, name, type) = await Download(host, $"/api/v1/export/lists/{list}.csv");
        Assert.Equal(("Best - of 2019.csv", "text/csv"), (name, type));
        Assert.Equal(4, text.Split("\r\n").Length - 1);
        var (hers, _, _) = await Download(her, "/api/v1/export/archive.json");
        Assert.All(JsonDocument.Parse(hers).RootElement.EnumerateObject().Skip(2), section => Assert.Equal(0, section.Value.GetArrayLength()));
        Assert.Single((await Download(her, "/api/v1/export/imdb-ratings.csv")).Text.Split("\r\n"), line => line.Length > 0);
    }

    /// <returns>The number of a list.</returns>
    static async Task<string> Live(Caller who)
    {
        var picks = (await who.Ask(HttpMethod.Get, "/api/v1/tonight?kind=movie&limit=3")).GetProperty("picks").EnumerateArray().Select(p => p.GetProperty("id").GetString()!).ToList();
        await who.Ask(HttpMethod.Put, $"/api/v1/ratings/{picks[0]}", new { rating = 9 });
        await who.Ask(HttpMethod.Post, $"/api/v1/titles/{picks[1]}/watches", new { at = "2024-01-01" });
        await who.Ask(HttpMethod.Put, $"/api/v1/watchlist/{picks[2]}/entry", new { note = "=1+1", priority = 2 });
        await who.Ask(HttpMethod.Put, $"/api/v1/likes/{picks[0]}", new { });
        await who.Ask(HttpMethod.Put, "/api/v1/session/preferences", new { language = "en", ratingStyle = "stars" });
        await who.Ask(HttpMethod.Post, "/api/v1/lists", new { name = "Whatever comes", query = "kind=tvSeries", live = true });
        return (await who.Ask(HttpMethod.Post, "/api/v1/lists", new { name = "Best / of 2019", query = "kind=movie", limit = 3 })).GetProperty("id").ToString();
    }

    static async Task<(string Text, string Name, string Type)> Download(Caller who, string path)
    {
        using var answer = await who.Send(HttpMethod.Get, path);
        Assert.True(answer.IsSuccessStatusCode, path);
        var disposition = answer.Content.Headers.ContentDisposition!;
        Assert.Equal("attachment", disposition.DispositionType);
        return (await answer.Content.ReadAsStringAsync(), disposition.FileNameStar ?? disposition.FileName!.Trim('"'), answer.Content.Headers.ContentType!.MediaType!);
    }
}
