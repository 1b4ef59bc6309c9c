using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Marquee.Storage;

namespace Marquee.App.Tests.Sync;

/// <summary>Who gets in at /sync/, in CouchDB's words.</summary>
public sealed class SyncAccessTests
{
    [Fact]
    public async Task Nobody_gets_in_without_a_hosts_key_or_session()
    {
        await using var sync = await SyncServer.Start(Engine.Sqlite);
        await sync.Ask("PUT", "/films");
        using var http = new HttpClient { BaseAddress = sync.Marquee.Address };
        foreach (var path in new[] { "/sync", "/sync/films", "/sync/films/_changes", "/sync/none", "/sync/_session" })
        {
            using var refused = await http.GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Equal("unauthorized", JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetString());
        }

        foreach (var password in new[] { "mq_wrong", "wrong", "" })
        {
            http.DefaultRequestHeaders.Authorization = Basic(password);
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/sync/films")).StatusCode);
        }

        // A key is a password here, and nowhere else.
        http.DefaultRequestHeaders.Authorization = Basic(sync.Key);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/sync/films")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/v1/session")).StatusCode);
    }

    [Fact]
    public async Task A_browser_must_mean_what_it_writes()
    {
        await using var sync = await SyncServer.Start(Engine.Sqlite);
        using var http = new HttpClient { BaseAddress = sync.Marquee.Address };
        http.DefaultRequestHeaders.Authorization = Basic(sync.Key);
        using var forged = new HttpRequestMessage(HttpMethod.Put, "/sync/films");
        forged.Headers.Add("Origin", "https://elsewhere.example");
        using var refused = await http.SendAsync(forged);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("forbidden", JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetString());

        using var link = await new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = sync.Marquee.Address }.PostAsync(await Link(sync), null);
        using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = sync.Marquee.Address };
        browser.DefaultRequestHeaders.Add("Cookie", link.Headers.GetValues("Set-Cookie").Last().Split(';')[0]);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PutAsync("/sync/films", null)).StatusCode);
        var session = JsonDocument.Parse(await browser.GetStringAsync("/api/v1/session")).RootElement;
        browser.DefaultRequestHeaders.Add("X-CSRF-Token", session.GetProperty("csrf").GetString());
        Assert.Equal(HttpStatusCode.Created, (await browser.PutAsync("/sync/films", null)).StatusCode);
        Assert.Equal("cookie", JsonDocument.Parse(await browser.GetStringAsync("/sync/_session")).RootElement.GetProperty("info").GetProperty("authenticated").GetString());
    }

    [Fact]
    public async Task Without_the_setting_no_database_can_be_made()
    {
        await using var marquee = await RunningMarquee.Start();
        using var host = await Routes.Caller.SignIn(marquee.Address, "the host", marquee.SignIn.ToString());
        using var refused = await host.Send(HttpMethod.Put, "/sync/films");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("Sync:Scratch", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await host.Status(HttpMethod.Get, "/sync/films"));
        Assert.Equal("[\"household\",\"member-1\"]", (await host.Ask(HttpMethod.Get, "/sync/_all_dbs")).GetRawText()); // their own, which is none of those
    }

    static async Task<string> Link(SyncServer sync)
    {
        var (code, link, error) = await RunningMarquee.Run("link", "--data", sync.Marquee.Folder);
        Assert.True(code == 0, error);
        return new Uri(link.Trim()).AbsolutePath;
    }

    static AuthenticationHeaderValue Basic(string password) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("any:" + password)));
}
