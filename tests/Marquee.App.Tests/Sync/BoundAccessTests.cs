using System.Net;
using System.Text;
using Marquee.App.Tests.Routes;

namespace Marquee.App.Tests.Sync;

/// <summary>Whose documents are whose.</summary>
public sealed class BoundAccessTests : IAsyncLifetime
{
    RunningMarquee _marquee = null!;
    Caller _host = null!, _ada = null!, _ben = null!, _cleo = null!;
    long _adaId, _cleoId;
    string[] _titles = [];

    public async ValueTask InitializeAsync()
    {
        _marquee = await RunningMarquee.Start();
        _host = await Caller.SignIn(_marquee.Address, "the host", _marquee.SignIn.ToString());
        (_ada, _adaId) = await Member("Ada", "member");
        (_ben, _) = await Member("Ben", "member");
        (_cleo, _cleoId) = await Member("Cleo", "child");
        _titles = [.. (await _host.Ask(HttpMethod.Get, "/api/v1/browse?kind=movie&limit=3")).GetProperty("items").EnumerateArray().Select(t => t.GetProperty("id").GetString()!)];
    }

    string Ada => $"/sync/member-{_adaId}";

    string Cleo => $"/sync/member-{_cleoId}";

    [Fact]
    public async Task A_member_has_one_database_and_nobody_elses()
    {
        await _ada.Ask(HttpMethod.Put, $"/api/v1/ratings/{_titles[0]}", new { rating = 7 });
        Assert.Equal(HttpStatusCode.OK, await _ada.Status(HttpMethod.Get, Ada));
        Assert.Equal(1, (await _ada.Ask(HttpMethod.Get, Ada + "/_all_docs")).GetProperty("total_rows").GetInt32());
        Assert.Equal($"[\"household\",\"member-{_adaId}\"]", (await _ada.Ask(HttpMethod.Get, "/sync/_all_dbs")).GetRawText());
        Assert.Equal(HttpStatusCode.OK, await _ada.Status(HttpMethod.Get, "/sync/household/_changes"));
        Assert.Equal(HttpStatusCode.OK, await _cleo.Status(HttpMethod.Get, "/sync/household/_all_docs"));
        foreach (var path in new[] { "", "/_changes", "/_all_docs", $"/title:{_titles[0]}", "/_local/a" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await _ben.Status(HttpMethod.Get, Ada + path));
            Assert.Equal(HttpStatusCode.NotFound, await _cleo.Status(HttpMethod.Get, Ada + path));
            Assert.Equal(HttpStatusCode.NotFound, await _host.Status(HttpMethod.Get, Ada + path));
            using var stranger = new Caller(_marquee.Address, "a stranger");
            Assert.Equal(HttpStatusCode.Unauthorized, await stranger.Status(HttpMethod.Get, Ada + path));
        }

        Assert.Equal(HttpStatusCode.NotFound, await _ben.Status(HttpMethod.Post, Ada + "/_bulk_docs", Json("""{"docs":[]}""")));
        Assert.Equal(HttpStatusCode.NotFound, await _host.Status(HttpMethod.Put, $"{Ada}/title:{_titles[0]}", Json("{}")));
        Assert.Equal(HttpStatusCode.NotFound, await _ada.Status(HttpMethod.Get, $"/sync/member-0{_adaId}"));
        foreach (var (method, path) in new[] { (HttpMethod.Put, ""), (HttpMethod.Delete, ""), (HttpMethod.Post, "/_compact"), (HttpMethod.Post, "/_purge"), (HttpMethod.Put, "/_revs_limit") })
        {
            Assert.Equal(HttpStatusCode.Forbidden, await _ada.Status(method, Ada + path, Json("{}")));
        }

        var own = $"/sync/member-{(await _host.Ask(HttpMethod.Get, "/api/v1/session")).GetProperty("member").GetProperty("id").GetInt64()}";
        Assert.Equal(HttpStatusCode.Forbidden, await _host.Status(HttpMethod.Delete, own));
        Assert.Equal(HttpStatusCode.Forbidden, await _host.Status(HttpMethod.Put, own));
    }

    [Fact]
    public async Task A_key_reads_or_writes_as_it_is_for()
    {
        using var reads = await Key("read");
        using var writes = await Key("write");
        using var both = await Key("read", "write");
        var document = $$"""{"schema":1,"type":"title","liked":true}""";
        Assert.Equal(HttpStatusCode.OK, await reads.Status(HttpMethod.Get, Ada + "/_changes"));
        Assert.Equal(HttpStatusCode.OK, await reads.Status(HttpMethod.Post, Ada + "/_bulk_get", Json("""{"docs":[]}""")));
        Assert.Equal(HttpStatusCode.Created, await reads.Status(HttpMethod.Put, Ada + "/_local/checkpoint", Json("{}")));
        Assert.Equal(HttpStatusCode.Forbidden, await reads.Status(HttpMethod.Put, $"{Ada}/title:{_titles[1]}", Json(document)));
        Assert.Equal(HttpStatusCode.Forbidden, await writes.Status(HttpMethod.Get, Ada + "/_changes"));
        Assert.Equal(HttpStatusCode.Created, await writes.Status(HttpMethod.Put, $"{Ada}/title:{_titles[1]}", Json(document)));
        Assert.Equal(HttpStatusCode.OK, await both.Status(HttpMethod.Get, $"{Ada}/title:{_titles[1]}"));
        Assert.True((await _ada.Ask(HttpMethod.Get, $"/api/v1/titles/{_titles[1]}")).GetProperty("mine").GetProperty("liked").GetBoolean());
        var state = await _ada.Ask(HttpMethod.Get, "/api/v1/sync/state");
        Assert.Equal((1, 0), (state.GetProperty("databases")[0].GetProperty("documents").GetInt32(), state.GetProperty("conflicts").GetInt32()));
        Assert.Contains("read write", state.GetProperty("devices").EnumerateArray().Select(d => d.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_browser_must_mean_what_it_writes()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Ada}/title:{_titles[1]}") { Content = Json("{}") };
        request.Headers.TryAddWithoutValidation("Cookie", _ada.Cookie);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = _marquee.Address };
        Assert.Equal(HttpStatusCode.Forbidden, (await http.SendAsync(request)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, await _ada.Status(HttpMethod.Put, $"{Ada}/title:{_titles[1]}", Json("""{"schema":1,"type":"title","liked":true}""")));
    }

    [Fact]
    public async Task A_child_keeps_and_writes_only_what_it_sees()
    {
        await See(_titles[0], true);
        await See(_titles[1], true);
        await See(_titles[2], false);
        await _cleo.Ask(HttpMethod.Put, $"/api/v1/ratings/{_titles[0]}", new { rating = 7 });
        await _cleo.Ask(HttpMethod.Put, $"/api/v1/ratings/{_titles[1]}", new { rating = 6 });
        Assert.Equal([_titles[0], _titles[1]], await Kept());
        var written = await _cleo.Ask(HttpMethod.Put, $"{Cleo}/title:{_titles[2]}", Json("""{"schema":1,"type":"title","liked":true}"""));
        Assert.True(written.GetProperty("ok").GetBoolean());
        var told = await _cleo.Ask(HttpMethod.Get, $"{Cleo}/title:{_titles[2]}");
        Assert.Equal(("phones.noTitle", false, false), (told.GetProperty("told").GetProperty("refused").GetString(), told.GetProperty("liked").GetBoolean(), told.TryGetProperty("about", out _)));

        // A lower ceiling takes away what the device had, and a higher one gives it back.
        await See(_titles[1], false);
        Assert.Equal([_titles[0]], (await Kept()).Where(t => t != _titles[2]));
        Assert.Equal(HttpStatusCode.NotFound, await _cleo.Status(HttpMethod.Get, $"{Cleo}/title:{_titles[1]}"));
        await See(_titles[1], true);
        Assert.Equal(6, (await _cleo.Ask(HttpMethod.Get, $"{Cleo}/title:{_titles[1]}")).GetProperty("rating").GetProperty("value").GetInt32());
    }

    async Task See(string title, bool allowed) => await _host.Ask(HttpMethod.Put, $"/api/v1/members/{_cleoId}/ceiling/titles/{title}", new { allowed });

    async Task<IEnumerable<string>> Kept() =>
        (await _cleo.Ask(HttpMethod.Get, Cleo + "/_all_docs")).GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("id").GetString()!["title:".Length..]).OrderBy(t => Array.IndexOf(_titles, t));

    static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    async Task<(Caller Caller, long Id)> Member(string name, string role)
    {
        var id = (await _host.Ask(HttpMethod.Post, "/api/v1/members", new { name, role })).GetProperty("id").GetInt64();
        return (await Caller.SignIn(_marquee.Address, name, (await _host.Ask(HttpMethod.Post, $"/api/v1/members/{id}/link")).GetProperty("url").GetString()!), id);
    }

    async Task<Caller> Key(params string[] scopes)
    {
        var made = await _ada.Ask(HttpMethod.Post, "/api/v1/keys", new { name = string.Join(' ', scopes), scopes });
        return new Caller(_marquee.Address, "a key") { Key = made.GetProperty("key").GetString() };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var caller in new[] { _host, _ada, _ben, _cleo })
        {
            caller.Dispose();
        }

        await _marquee.DisposeAsync();
    }
}
