using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Marquee.Integrations.Tests.Radarr;
using Marquee.Integrations.Tests.Servarr;

namespace Marquee.App.Tests;

/// <summary>A Radarr in the real program: from its key to what the collection shows, and neither key nor secret nowhere to be read.</summary>
public sealed class ServerTests
{
    const string Grab = """{"eventType":"Grab","movie":{"id":0,"tmdbId":900002,"imdbId":"tt9000002","title":"Salt & Paper","year":1987},"downloadId":"D1"}""";

    [Fact]
    public async Task A_server_is_connected_read_and_tells_its_news_and_its_secrets_are_in_no_answer_and_no_log()
    {
        await using var radarr = await RadarrStandIn.Begin();
        radarr.Has(900001, file: true);
        radarr.Has(900002);
        await using var marquee = await RunningMarquee.Start(settings: new Dictionary<string, string>
        {
            ["MARQUEE_Logging__LogLevel__Default"] = "Trace",
            ["MARQUEE_Logging__LogLevel__System"] = "Trace",
        });
        using var host = await Person.SignIn(marquee);
        var added = await host.Send(marquee, HttpMethod.Post, "/api/v1/connections", new { kind = "radarr", address = radarr.Address.ToString(), apiKey = ServarrStandIn.Key, onThisMachine = true });
        Assert.True(added.GetProperty("works").GetBoolean(), added.GetRawText());
        var id = added.GetProperty("id").GetInt64();
        var setUp = await host.Send(marquee, HttpMethod.Post, $"/api/v1/connections/{id}/webhook", new { address = marquee.Address.ToString() });
        Assert.False(setUp.TryGetProperty("problem", out _), setUp.GetRawText());
        var fields = radarr.Settings.StoredWebhooks.Single()["fields"]!.AsArray();
        var (hook, secret) = (Field("url"), Field("password"));
        Assert.StartsWith(marquee.Address.ToString(), hook, StringComparison.Ordinal);

        var (code, said, error) = await RunningMarquee.Run("reconcile", "--json", "--data", marquee.Folder);
        Assert.True(code == 0, error);
        Assert.Equal(("applied", 2), JsonDocument.Parse(said).RootElement[0].GetProperty("plan") is var plan ? (plan.GetProperty("state").GetString(), plan.GetProperty("done").GetInt32()) : default);
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.Unauthorized, await Tell(http, hook, "wrong", Grab));
        Assert.Equal(HttpStatusCode.Unauthorized, await Tell(http, hook + "x", secret, Grab));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Tell(http, hook, secret, new string(' ', 600_000)));
        var grab = Grab.Replace("\"id\":0", $"\"id\":{radarr.Films.Last()["id"]}", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, await Tell(http, hook, secret, grab));
        Assert.Equal(HttpStatusCode.OK, await Tell(http, hook, secret, grab));
        using (var byHeader = new HttpRequestMessage(HttpMethod.Post, hook) { Content = new StringContent(Grab + " "), Headers = { { "X-Marquee-Secret", secret } } })
        {
            Assert.Equal(HttpStatusCode.Accepted, (await http.SendAsync(byHeader)).StatusCode);
        }

        JsonElement coming;
        do
        {
            await Task.Delay(100);
            coming = (await host.Get(marquee, "/api/v1/collection?grabbed=true")).GetProperty("items");
        }
        while (coming.GetArrayLength() == 0);
        Assert.Equal("Salt & Paper", coming[0].GetProperty("name").GetString());
        (code, said, error) = await RunningMarquee.Run("collection", "--sort", "title", "--data", marquee.Folder);
        Assert.True(code == 0, error);
        Assert.Matches("tt9000002 +Salt & Paper \\(1987\\)  on its way  Radarr\ntt9000001 +The Lantern Keepers \\(2021\\)  here Bluray-1080p  Radarr", said);
        (code, said, error) = await RunningMarquee.Run("connections", "--data", marquee.Folder);
        Assert.True(code == 0, error);
        Assert.Contains("Radarr (Radarr, http://127.0.0.1", said, StringComparison.Ordinal);

        // Whoever tries secrets has to wait.
        var tries = Enumerable.Range(0, 30).Select(_ => Tell(http, hook, "wrong", Grab));
        Assert.Contains(HttpStatusCode.TooManyRequests, await Task.WhenAll(tries));
        Assert.Equal(0, await marquee.Stop());
        Assert.DoesNotContain(ServarrStandIn.Key, added.GetRawText() + setUp.GetRawText() + said + marquee.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, marquee.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(new Uri(hook).Segments[^1], marquee.Log, StringComparison.Ordinal);

        string Field(string name) => fields.Single(f => f!["name"]!.GetValue<string>() == name)!["value"]!.GetValue<string>();
    }

    static async Task<HttpStatusCode> Tell(HttpClient http, string hook, string secret, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, hook) { Content = new StringContent(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"marquee:{secret}")));
        return (await http.SendAsync(request)).StatusCode;
    }
}
