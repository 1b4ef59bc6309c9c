using System.Text.Json;
using Marquee.Integrations.Tests.Tmdb;

namespace Marquee.App.Tests;

/// <summary>The connection to TMDB in the real program: from the key to what a title's page says, and the key nowhere to be read.</summary>
public sealed class AgeSourceTests
{
    /// <summary>A film of the sample catalog.</summary>
    const string Film = "tt0111161";

    [Fact]
    public async Task A_key_brings_ages_to_title_pages_and_is_in_no_answer_no_log_and_no_history_of_jobs()
    {
        await using var tmdb = await TmdbServer.Start();
        tmdb.Film(111161, "DE:12", "US:R");
        await using var marquee = await RunningMarquee.Start(settings: new Dictionary<string, string>
        {
            ["MARQUEE_Tmdb__Address"] = tmdb.Address.ToString(),
            ["MARQUEE_Outbound__Allowed__0"] = "127.0.0.1",
            ["MARQUEE_Logging__LogLevel__Default"] = "Trace",
            ["MARQUEE_Logging__LogLevel__System"] = "Trace",
        });
        using var host = await Person.SignIn(marquee);
        await host.Send(marquee, HttpMethod.Post, "/api/v1/members", new { name = "Cleo", role = "child" });
        await host.Send(marquee, HttpMethod.Put, $"/api/v1/ratings/{Film}", new { rating = 8 });
        var off = await host.Get(marquee, "/api/v1/house/ages");
        Assert.Equal("Off: no key is stored.", off.GetProperty("state").GetString());
        Assert.Contains("not endorsed or certified by TMDB", off.GetProperty("attribution").GetString(), StringComparison.Ordinal);

        var stored = await host.Send(marquee, HttpMethod.Put, "/api/v1/house/ages/key", new { key = TmdbServer.Key, country = "DE" });
        Assert.Equal("DE", stored.GetProperty("country").GetString());
        Assert.False((await host.Send(marquee, HttpMethod.Post, "/api/v1/house/ages/test")).TryGetProperty("problem", out var problem) && problem.ValueKind != JsonValueKind.Null);
        var job = (await host.Send(marquee, HttpMethod.Post, "/api/v1/house/ages/refresh")).GetProperty("job").GetInt64();
        var run = await host.Job(marquee, job, j => j.GetProperty("state").GetString() is "done" or "failed");
        Assert.Equal("done", run.GetProperty("state").GetString());
        var audience = (await host.Get(marquee, $"/api/v1/titles/{Film}")).GetProperty("audience");
        Assert.Equal("FSK 12", audience.GetProperty("source").GetProperty("certificate").GetString());

        var (code, said, error) = await RunningMarquee.Run("ages", "--data", marquee.Folder);
        Assert.True(code == 0, error);
        Assert.Contains("1 title has an age", said, StringComparison.Ordinal);
        (code, said, error) = await RunningMarquee.Run("ages", "country", "us", "--data", marquee.Folder);
        Assert.True(code == 0, error);
        Assert.Equal(17, (await host.Get(marquee, $"/api/v1/titles/{Film}/audience")).GetProperty("source").GetProperty("age").GetInt32());
        var gone = await host.Send(marquee, HttpMethod.Delete, "/api/v1/house/ages/key");
        Assert.Contains("1 title has an age from before", gone.GetProperty("state").GetString(), StringComparison.Ordinal);
        (code, _, error) = await RunningMarquee.Run("ages", "refresh", "--data", marquee.Folder);
        Assert.NotEqual(0, code);
        Assert.Contains("No key for TMDB is stored", error, StringComparison.Ordinal);

        Assert.NotEmpty(tmdb.Asked);
        Assert.Equal(0, await marquee.Stop());
        Assert.DoesNotContain(TmdbServer.Key, off.GetRawText() + stored.GetRawText() + run.GetRawText() + gone.GetRawText() + said + error + marquee.Log, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(marquee.Folder, "*", SearchOption.AllDirectories))
        {
            Assert.True((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf("00112233445566778899aabbccddeeff"u8) < 0, $"{file} holds the key");
        }
    }

    [Fact]
    public async Task A_key_that_is_none_and_a_country_that_is_none_are_said_beside_their_fields()
    {
        await using var marquee = await RunningMarquee.Start();
        using var host = await Person.SignIn(marquee);
        await Refused(HttpMethod.Put, "/api/v1/house/ages/key", new { key = "1234" }, "400");
        await Refused(HttpMethod.Put, "/api/v1/house/ages/key", new { }, "400");
        await Refused(HttpMethod.Put, "/api/v1/house/ages/country", new { country = "XX" }, "400");
        await Refused(HttpMethod.Post, "/api/v1/house/ages/test", null, "409");
        await Refused(HttpMethod.Post, "/api/v1/house/ages/refresh", null, "409");

        async Task Refused(HttpMethod method, string path, object? body, string status) =>
            Assert.Contains(status, (await Assert.ThrowsAnyAsync<Exception>(() => host.Send(marquee, method, path, body))).Message, StringComparison.Ordinal);
    }
}
