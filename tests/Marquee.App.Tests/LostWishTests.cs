using System.Text.Json;
using System.Text.Json.Nodes;
using Marquee.App.Tests.Routes;
using Marquee.Integrations.Tests.Radarr;
using Marquee.Integrations.Tests.Servarr;

namespace Marquee.App.Tests;

/// <summary>B01: a wish outlives a Radarr that is down and a Marquee that is killed, and reaches Radarr once.</summary>
public sealed class LostWishTests
{
    static readonly Dictionary<string, string> Hurried = new() { ["MARQUEE_Wishes__FirstPauseSeconds"] = "5", ["MARQUEE_Wishes__LookSeconds"] = "2", ["MARQUEE_Wishes__SeldomMinutes"] = "1" };

    [Fact]
    public async Task A_wish_is_sent_when_both_are_up_again_and_followed_to_its_end()
    {
        await using var radarr = await RadarrStandIn.Begin();
        for (var i = 0; i < 500; i++)
        {
            radarr.Tricks.Enqueue(context =>
            {
                context.Response.StatusCode = 503;
                return Task.FromResult(true);
            });
        }

        var folder = Directory.CreateTempSubdirectory("marquee-wish-").FullName;
        string id;
        var marquee = await RunningMarquee.Start(folder, Hurried); // whose folder stays
        using (var host = await Caller.SignIn(marquee.Address, "the host", marquee.SignIn.ToString()))
        {
            await Know(folder);
            await host.Ask(HttpMethod.Put, "/api/v1/house/wishes", new { on = true, mayHave = true });
            await host.Ask(HttpMethod.Post, "/api/v1/connections", new { kind = "radarr", address = radarr.Address, apiKey = ServarrStandIn.Key, onThisMachine = true });
            id = (await host.Ask(HttpMethod.Post, "/api/v1/wishes", new { title = "tt9000001" })).GetProperty("wish").GetProperty("id").GetString()!;
            var waiting = await Until(host, id, wish => wish.GetProperty("tries").GetInt32() > 0);
            Assert.Equal("buffer", waiting.GetProperty("state").GetString());
            Assert.Contains("in trouble itself (503)", waiting.GetProperty("why").GetString(), StringComparison.Ordinal);
            await marquee.Kill();
        }

        Assert.Empty(radarr.Films);
        radarr.Tricks.Clear();
        await using (var again = await RunningMarquee.Start(folder, Hurried))
        {
            using var host = await Caller.SignIn(again.Address, "the host", again.SignIn.ToString());
            await Until(host, id, wish => wish.GetProperty("state").GetString() is "searching" or "sent");
            var film = Assert.Single(radarr.Films);
            radarr.Work.Downloads.Add(new JsonObject { ["id"] = 1, ["movieId"] = film["id"]!.GetValue<int>(), ["size"] = 1000, ["sizeleft"] = 250, ["status"] = "downloading", ["downloadId"] = "d" });
            var loading = await Until(host, id, wish => wish.GetProperty("state").GetString() == "downloading");
            Assert.Equal(0.75, loading.GetProperty("progress").GetDouble());
            radarr.Work.Downloads.Clear();
            film["movieFile"] = new JsonObject { ["id"] = 7, ["movieId"] = film["id"]!.GetValue<int>(), ["path"] = "/media/film.mkv", ["size"] = 1000 };
            await Until(host, id, wish => wish.GetProperty("state").GetString() == "here");
            Assert.Single(radarr.Films);
        }
    }

    /// <summary>The sample catalog does not know the films of the stand-in; a member's file does.</summary>
    static async Task Know(string folder)
    {
        var file = Path.Combine(folder, "known.csv");
        await File.WriteAllTextAsync(file, "Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year\ntt9000001,7,2024-05-01,The Lantern Keepers,,Movie,,90,2021\n");
        var (code, _, error) = await RunningMarquee.Run("import", "history", file, "--yes", "--data", folder);
        Assert.True(code == 0, error);
    }

    static async Task<JsonElement> Until(Caller host, string id, Func<JsonElement, bool> isSo)
    {
        for (var look = 0; ; look++)
        {
            var wish = (await host.Ask(HttpMethod.Get, $"/api/v1/wishes/{id}")).GetProperty("wish");
            if (isSo(wish))
            {
                return wish;
            }

            Assert.True(look < 240, $"it never came to that: {wish}");
            await Task.Delay(500);
        }
    }
}
