using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Marquee.App.Tests.Routes;

namespace Marquee.App.Tests;

/// <summary>The year in review and the comparison of two members, through the real program and its verbs.</summary>
public sealed class ReviewTests
{
    [Fact]
    public async Task A_year_is_told_drawn_and_written_to_a_file()
    {
        await using var marquee = await RunningMarquee.Start();
        using var host = await Caller.SignIn(marquee.Address, "the host", marquee.SignIn.ToString());
        var films = await Films(host, 3);
        foreach (var (film, day) in films.Zip(["2024-02-01", "2024-02-02", "2023-05-05"]))
        {
            await host.Ask(HttpMethod.Post, $"/api/v1/titles/{film}/watches", new { at = day });
        }

        await host.Ask(HttpMethod.Post, $"/api/v1/titles/{films[0]}/watches", new { at = (string?)null });
        var year = await host.Ask(HttpMethod.Get, "/api/v1/review/2024?zone=Europe/Berlin");
        Assert.Equal((2, 1, 2), (Count(year, "counts", "films"), Count(year, "before", "films"), Count(year, "streak", "days")));
        Assert.Equal([2024, 2023], year.GetProperty("years").EnumerateArray().Select(y => y.GetInt32()));
        Assert.Equal(("2024-02-01", films[0]), (year.GetProperty("first").GetProperty("day").GetString(), year.GetProperty("first").GetProperty("id").GetString()));
        Assert.Equal((1, "Europe/Berlin"), (year.GetProperty("undated").GetInt32(), year.GetProperty("timeZone").GetString()));
        await host.Ask(HttpMethod.Put, "/api/v1/session/preferences", new { timeZone = "Asia/Tokyo", language = "de" });
        Assert.Equal("Asia/Tokyo", (await host.Ask(HttpMethod.Get, "/api/v1/review/2024?zone=Europe/Berlin")).GetProperty("timeZone").GetString());

        using var picture = await host.Send(HttpMethod.Get, "/api/v1/review/2024/picture.svg");
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", picture.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("default-src 'none'", picture.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.EndsWith("; sandbox", picture.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("inline", picture.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("Das Jahr von host", XDocument.Parse(await picture.Content.ReadAsStringAsync()).Descendants().Select(e => e.Value));
        using var kept = await host.Send(HttpMethod.Get, "/api/v1/review/2024/picture.svg?save=true");
        Assert.Equal(("attachment", "marquee-2024.svg"), (kept.Content.Headers.ContentDisposition!.DispositionType, kept.Content.Headers.ContentDisposition.FileName));

        foreach (var (path, status) in new[]
        {
            ("/api/v1/review/1999/picture.svg", HttpStatusCode.NotFound), ("/api/v1/review/12", HttpStatusCode.BadRequest), ("/api/v1/review/9999/picture.svg", HttpStatusCode.BadRequest),
            ("/api/v1/review/2024?zone=Nowhere/Land", HttpStatusCode.BadRequest), ("/api/v1/review/1999", HttpStatusCode.OK),
        })
        {
            Assert.Equal(status, await host.Status(HttpMethod.Get, path));
        }

        // What is a page stays under the usual policy.
        using var json = await host.Send(HttpMethod.Get, "/api/v1/review/2024");
        Assert.DoesNotContain("sandbox", json.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        var file = Path.Combine(marquee.Folder, "year.svg");
        Assert.Contains(file, await Says(marquee, "review", "2024", "--picture", file), StringComparison.Ordinal);
        Assert.Contains("host's year", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.Equal(2, Count(JsonDocument.Parse(await Says(marquee, "review", "2024", "--json")).RootElement, "counts", "films"));
        Assert.Contains("2024: films: 2", await Says(marquee, "review", "2024"), StringComparison.Ordinal);
        Assert.Contains("1 watch has no date", await Says(marquee, "review", "1999"), StringComparison.Ordinal);
        await Refuses(marquee, "nothing to draw", "review", "1999", "--picture", file);
        await Refuses(marquee, "cannot be written", "review", "2024", "--picture", Path.Combine(marquee.Folder, "no", "year.svg"));
        await Refuses(marquee, "1890", "review", "12");
    }

    [Fact]
    public async Task Two_members_compare_when_both_have_switched_it_on()
    {
        await using var marquee = await RunningMarquee.Start();
        using var host = await Caller.SignIn(marquee.Address, "the host", marquee.SignIn.ToString());
        var id = (await host.Ask(HttpMethod.Post, "/api/v1/members", new { name = "Ada", role = "member" })).GetProperty("id").GetInt64();
        using var ada = await Caller.SignIn(marquee.Address, "Ada", (await host.Ask(HttpMethod.Post, $"/api/v1/members/{id}/link")).GetProperty("url").GetString()!);
        var films = await Films(host, 6);
        for (var at = 0; at < films.Length; at++)
        {
            await host.Ask(HttpMethod.Put, $"/api/v1/ratings/{films[at]}", new { rating = 10 - at });
            await ada.Ask(HttpMethod.Put, $"/api/v1/ratings/{films[at]}", new { rating = 9 - at });
        }

        Assert.False((await host.Ask(HttpMethod.Get, "/api/v1/compatibility")).GetProperty("open").GetBoolean());
        Assert.Equal(HttpStatusCode.Conflict, await host.Status(HttpMethod.Get, $"/api/v1/compatibility/{id}"));
        Assert.Empty((await host.Ask(HttpMethod.Put, "/api/v1/compatibility", new { open = true })).GetProperty("members").EnumerateArray());
        Assert.Equal(HttpStatusCode.NotFound, await host.Status(HttpMethod.Get, $"/api/v1/compatibility/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await host.Status(HttpMethod.Get, "/api/v1/compatibility/999"));
        await Refuses(marquee, "You cannot compare with Ada", "compare", "Ada");
        Assert.Contains("compare with: host", await Says(marquee, "comparing", "on", "--member", "Ada"), StringComparison.Ordinal);
        var found = await host.Ask(HttpMethod.Get, $"/api/v1/compatibility/{id}");
        Assert.Equal((6, 1.0, 69, 1.0), (found.GetProperty("shared").GetInt32(), found.GetProperty("correlation").GetDouble(), found.GetProperty("percent").GetInt32(), found.GetProperty("meanDifference").GetDouble()));
        var loved = found.GetProperty("bothLoved").EnumerateArray().First();
        Assert.Equal((films[0], 10, 9), (loved.GetProperty("id").GetString(), Count(loved, "mine", "rating"), loved.GetProperty("theirs").GetInt32()));
        Assert.Contains("69 % alike", await Says(marquee, "compare", "ADA"), StringComparison.Ordinal);
        Assert.Equal("host", JsonDocument.Parse(await Says(marquee, "compare", "host", "--member", "Ada", "--json")).RootElement.GetProperty("other").GetProperty("name").GetString());

        await ada.Ask(HttpMethod.Put, "/api/v1/compatibility", new { open = false });
        Assert.Equal(HttpStatusCode.NotFound, await host.Status(HttpMethod.Get, $"/api/v1/compatibility/{id}"));
        await Refuses(marquee, "Switch it on first", "compare", "host", "--member", "Ada");
        Assert.Equal(0, await marquee.Stop());
        Assert.Contains("compare with: host", await Says(marquee, "comparing", "on", "--member", "Ada"), StringComparison.Ordinal);
        Assert.Contains("may not compare", await Says(marquee, "comparing", "off"), StringComparison.Ordinal);
        await Refuses(marquee, "You cannot compare with host", "compare", "host", "--member", "Ada");
    }

    static async Task<string[]> Films(Caller caller, int count) =>
        [.. (await caller.Ask(HttpMethod.Get, $"/api/v1/browse?kind=movie&limit={count}")).GetProperty("items").EnumerateArray().Select(film => film.GetProperty("id").GetString()!)];

    static int Count(JsonElement of, string part, string name) => of.GetProperty(part).GetProperty(name).GetInt32();

    static async Task<string> Says(RunningMarquee marquee, params string[] words)
    {
        var (code, output, error) = await RunningMarquee.Run([.. words, "--data", marquee.Folder]);
        Assert.True(code == 0, error);
        return output;
    }

    static async Task Refuses(RunningMarquee marquee, string sentence, params string[] words)
    {
        var (code, _, error) = await RunningMarquee.Run([.. words, "--data", marquee.Folder]);
        Assert.Equal(2, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }
}
