using Marquee.Integrations.Outbound;
using Marquee.Integrations.Tmdb;
using Microsoft.Extensions.Options;

namespace Marquee.Integrations.Tests.Tmdb;

/// <summary>TMDB as it answers, half answers, refuses and is replaced by a proxy's page: always a value, never an exception.</summary>
public sealed class TmdbClientTests
{
    [Theory]
    [InlineData(TmdbServer.Key)]
    [InlineData(TmdbServer.Token)]
    [InlineData("  " + TmdbServer.Key + "\n")]
    public async Task A_film_is_found_by_its_IMDb_id_with_either_key(string key)
    {
        await using var server = await TmdbServer.Start();
        var film = server.Film(101, "DE:12", "GB:12A", "GB:15", "BG:", "US:PG-13", "US:");
        var all = Assert.IsType<TmdbCertificates>(await Ask(server, "tt0000101", key: key));
        Assert.Equal(film, all.Title.ToString());
        Assert.Equal([new("DE", "12"), new("GB", "12A"), new("GB", "15"), new TmdbCertificate("US", "PG-13")], all.All);
        Assert.Equal(["/3/find/tt0000101", $"/3/{film}/release_dates"], server.Asked);
        Assert.IsType<TmdbWelcome>(await Test(server, key));
    }

    [Fact]
    public async Task A_series_has_its_ratings_elsewhere_and_a_known_name_spares_a_call()
    {
        await using var server = await TmdbServer.Start();
        var series = server.Series(102, "US:TV-14", "DE:16", "XX:");
        var all = Assert.IsType<TmdbCertificates>(await Ask(server, "tt0000102", TmdbTitle.Parse(series)));
        Assert.Equal([new("US", "TV-14"), new TmdbCertificate("DE", "16")], all.All);
        Assert.Equal([$"/3/{series}/content_ratings"], server.Asked);
    }

    [Fact]
    public async Task A_name_that_is_gone_is_looked_for_again()
    {
        await using var server = await TmdbServer.Start();
        var film = server.Film(101, "DE:6");
        Assert.Equal(film, Assert.IsType<TmdbCertificates>(await Ask(server, "tt0000101", new TmdbTitle(false, 9))).Title.ToString());
        Assert.Equal("/3/movie/9/release_dates", server.Asked.First());
    }

    [Fact]
    public async Task What_TMDB_does_not_have_is_unknown_and_what_has_no_certificate_is_not()
    {
        await using var server = await TmdbServer.Start();
        server.Nothing(103);
        server.Film(104);
        Assert.IsType<TmdbUnknown>(await Ask(server, "tt0000103"));
        Assert.IsType<TmdbUnknown>(await Ask(server, "tt0000199"));
        Assert.Empty(Assert.IsType<TmdbCertificates>(await Ask(server, "tt0000104")).All);
    }

    [Theory]
    [InlineData(200, "<html>Please sign in to the network</html>", "text/html", "ages.unreadable")]
    [InlineData(200, "", "application/json", "ages.unreadable")]
    [InlineData(200, "{\"movie_results\":[{\"id\":5", "application/json", "ages.unreadable")]
    [InlineData(200, "{\"id\":5}", "application/json", "ages.unreadable")]
    [InlineData(200, "{\"movie_results\":[null],\"tv_results\":[null]}", "application/json", "ages.unreadable")]
    [InlineData(200, "{\"movie_results\":\"none\",\"tv_results\":[]}", "application/json", "ages.unreadable")]
    [InlineData(200, "null", "application/json", "ages.unreadable")]
    [InlineData(404, "<html>no such page</html>", "text/html", "ages.status")]
    [InlineData(400, "{\"success\":false,\"status_code\":6}", "application/json", "ages.status")]
    public async Task What_is_no_answer_is_unreadable_and_never_means_that_there_is_none(int status, string body, string type, string code)
    {
        await using var server = await TmdbServer.Start();
        server.Refuse(status, body, type);
        Assert.Equal(code, Assert.IsType<TmdbUnreadable>(await Ask(server, "tt0000101")).Code);
    }

    [Theory]
    [InlineData("{\"id\":5,\"results\":[null,{\"iso_3166_1\":\"DE\"},{\"iso_3166_1\":\"FR\",\"release_dates\":[null,{\"type\":3}]},{\"release_dates\":[{\"certification\":\"9\"}]},{\"iso_3166_1\":\"GB\",\"release_dates\":[{\"certification\":\"15\"}]}]}", 1)]
    [InlineData("{\"id\":5,\"results\":[]}", 0)]
    public async Task Holes_in_an_answer_are_no_certificates(string body, int count)
    {
        await using var server = await TmdbServer.Start();
        server.Say("/3/movie/5/release_dates", body);
        Assert.Equal(count, Assert.IsType<TmdbCertificates>(await Ask(server, "tt0000101", new TmdbTitle(false, 5))).All.Count);
    }

    [Theory]
    [InlineData(401, "ages.keyRefused", null)]
    [InlineData(429, "ages.tooMany", 7200)]
    [InlineData(503, "ages.status", 7200)]
    [InlineData(500, "ages.status", null)]
    public async Task A_refusal_stops_everything_and_a_pause_that_is_asked_for_is_told(int status, string code, int? pause)
    {
        await using var server = await TmdbServer.Start();
        server.Refuse(status, "{\"success\":false}", retryAfter: pause);
        var refused = Assert.IsType<TmdbRefused>(await Ask(server, "tt0000101"));
        Assert.Equal(code, refused.Code);
        Assert.Equal(pause is not null, refused.NotBefore is { } at && at - TimeProvider.System.GetUtcNow() > TimeSpan.FromMinutes(110));
        Assert.Equal(code, Assert.IsType<TmdbRefused>(await Test(server, TmdbServer.Key)).Code);
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        await using var server = await TmdbServer.Start();
        Assert.Equal("ages.keyRefused", Assert.IsType<TmdbRefused>(await Ask(server, "tt0000101", key: new string('a', 32))).Code);
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task A_key_in_an_address_is_in_nothing_that_is_told()
    {
        await using var server = await TmdbServer.Start();
        server.Refuse(500, "no");
        var told = string.Join('\n', await Ask(server, "tt0000101"), await Ask(server, "tt0000101", allowed: false), TmdbKey.Parse(TmdbServer.Key), TmdbKey.Parse(TmdbServer.Token));
        await server.DisposeAsync();
        var gone = Assert.IsType<TmdbRefused>(await Ask(server, "tt0000101", at: new Uri("http://127.0.0.1:9/")));
        Assert.Equal("outbound.unreachable", gone.Code);
        told += string.Join('\n', gone.Values);
        Assert.DoesNotContain(TmdbServer.Key, told, StringComparison.Ordinal);
        Assert.DoesNotContain(TmdbServer.Token, told, StringComparison.Ordinal);
        Assert.Contains("(secret)", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("correct horse battery staple")]
    [InlineData("00112233445566778899aabbccddeef")]
    [InlineData("00112233445566778899aabbccddeeffg&x=y")]
    [InlineData("a.b.c")]
    public void What_has_the_form_of_no_key_is_none(string text) => Assert.Null(TmdbKey.Parse(text));

    static async Task<TmdbAnswer> Ask(TmdbServer server, string id, TmdbTitle? known = null, string key = TmdbServer.Key, bool allowed = true, Uri? at = null)
    {
        using var clients = Clients(allowed);
        return await Client(clients, at ?? server.Address).Certificates(TmdbKey.Parse(key)!, id, known, CancellationToken.None);
    }

    static async Task<TmdbAnswer> Test(TmdbServer server, string key)
    {
        using var clients = Clients(allowed: true);
        return await Client(clients, server.Address).Test(TmdbKey.Parse(key)!, CancellationToken.None);
    }

    static OutboundClients Clients(bool allowed) => new(Options.Create(new OutboundOptions { Allowed = allowed ? ["127.0.0.1"] : [] }), TimeProvider.System);

    static TmdbClient Client(OutboundClients clients, Uri address) => new(clients, Options.Create(new TmdbOptions { Address = address }), TimeProvider.System);
}
