using Marquee.Integrations.Exports;
using Marquee.Integrations.ListPages;
using Marquee.Integrations.Outbound;
using Microsoft.Extensions.Options;

namespace Marquee.Integrations.Tests.ListPages;

/// <summary>Public lists as sites show them, refuse them, and change them.</summary>
public sealed class ListPageClientTests
{
    const string Path = "/list/ls000000001/";

    static readonly ListAddress List = ListAddress.Parse("https://www.imdb.com/list/ls000000001/")!;

    [Fact]
    public async Task A_list_of_IMDb_is_read_page_by_page_and_slowly()
    {
        await using var server = await ListServer.Start();
        server.Show(Path, ListServer.Imdb("Rainy days", true, "0000101|Harbour of Salt|1991|", "0000102|A Garden in Winter|1992|"));
        server.Show(Path + "?page=2", ListServer.Imdb("Rainy days", false, "0000103|Copper Weather||"));
        var read = Assert.IsType<ListRead>(await Read(server, List));
        Assert.Equal(("Rainy days", "imdb-list-page", 3), (read.Name, read.File.Source, read.File.RowCount));
        Assert.Equal([(101L, "Harbour of Salt", (int?)1991, (int?)1, "Rainy days"), (102, "A Garden in Winter", 1992, 2, "Rainy days"), (103, "Copper Weather", null, 3, "Rainy days")],
            read.File.Rows.Select(row => (row.ImdbTitle!.Value, row.Name, row.Year, row.Position, row.List!)));
        Assert.Equal(90, read.File.Rows.First().Runtime);
        var asked = server.Asked.ToArray();
        Assert.True(asked[1].At - asked[0].At > TimeSpan.FromSeconds(1.5), "one request after the other, with a pause");
        Assert.All(asked, each => Assert.EndsWith("(ada@example.org)", each.Agent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ratings_have_their_date_and_a_watchlist_has_none_of_them()
    {
        await using var server = await ListServer.Start();
        foreach (var what in new[] { "ratings", "watchlist" })
        {
            server.Show($"/user/ur0000001/{what}/", ListServer.Imdb("Ada", false, "0000101|Harbour of Salt|1991|8"));
        }

        var rated = Assert.IsType<ListRead>(await Read(server, ListAddress.Parse("imdb.com/user/ur0000001/ratings/")!)).File.Rows.Single();
        Assert.Equal((8, new DateOnly(2024, 5, 6), false, null), (rated.Rating, rated.RatedOn, rated.Watchlisted, rated.List));
        var wished = Assert.IsType<ListRead>(await Read(server, ListAddress.Parse("imdb.com/user/ur0000001/watchlist/")!)).File.Rows.Single();
        Assert.Equal((null, true), (wished.Rating, wished.Watchlisted));
    }

    [Fact]
    public async Task What_schema_org_says_is_enough()
    {
        await using var server = await ListServer.Start();
        server.Show(Path, """
            <html><script type="application/ld+json">{"@context":"https://schema.org","@type":"ItemList","name":"Rainy days","numberOfItems":1,
            "itemListElement":[{"@type":"ListItem","item":{"@type":"Movie","url":"https://www.imdb.com/title/tt0000101/","name":"Harbour of Salt"}}]}</script></html>
            """);
        var read = Assert.IsType<ListRead>(await Read(server, List));
        Assert.Equal(("Rainy days", 101L), (read.Name, read.File.Rows.Single().ImdbTitle));
    }

    [Fact]
    public async Task An_empty_list_is_a_list()
    {
        await using var server = await ListServer.Start();
        server.Show(Path, ListServer.Imdb("Nothing yet", false));
        Assert.Equal(0, Assert.IsType<ListRead>(await Read(server, List)).File.RowCount);
    }

    [Fact]
    public async Task A_site_that_shows_its_first_page_again_is_believed_once()
    {
        await using var server = await ListServer.Start();
        foreach (var page in new[] { Path, Path + "?page=2" })
        {
            server.Show(page, ListServer.Imdb("Rainy days", true, "0000101|Harbour of Salt|1991|"));
        }

        var read = Assert.IsType<ListRead>(await Read(server, List));
        Assert.Equal((1, "listPages.partial"), (read.File.RowCount, read.File.Parts[0].Remarks.Single().Code));
    }

    [Theory]
    [InlineData("/ada/list/rainy-days/", """<ul class="js-list-entries poster-list"><li class="posteritem"><div class="react-component" data-item-name="Harbour of Salt (1991)" data-item-slug="harbour-of-salt" data-item-link="/film/harbour-of-salt/"></div></li><li><div data-item-slug="copper-weather" data-item-name="Copper &amp; Weather (1993)"></div></li></ul>""")]
    [InlineData("/ada/watchlist/", """<ul class="poster-list"><li class="poster-container"><div data-film-slug="/film/harbour-of-salt/" class="film-poster"><img alt="Harbour of Salt" src="x"></div></li><li><div data-film-slug='copper-weather' data-film-release-year=1993><img alt='Copper &amp; Weather'></div></li></ul>""")]
    [InlineData("/ada/films/", """<ul class=poster-list><li><div data-item-slug=harbour-of-salt data-item-name="Harbour of Salt (1991)"></div><p><span class="rating -micro rated-9">x</span></p></li><li><div data-item-slug="copper-weather" data-item-name="Copper &amp; Weather (1993)"></div></li></ul>""")]
    [InlineData("/ada/likes/films/", """<!-- <div data-item-slug="no"> --><ul class="poster-grid"><li><div data-item-slug="harbour-of-salt" data-item-name="Harbour of Salt"></div><li><div data-item-slug="copper-weather" data-item-name="Copper &amp; Weather"></div></ul>""")]
    public async Task Lists_of_Letterboxd_are_read_in_every_markup(string path, string html)
    {
        await using var server = await ListServer.Start();
        server.Show(path, $"""<html><meta property="og:title" content="Ada&#039;s">{html}</html>""");
        var read = Assert.IsType<ListRead>(await Read(server, ListAddress.Parse("https://letterboxd.com" + path)!));
        var rows = read.File.Rows.ToList();
        Assert.Equal(["Harbour of Salt", "Copper & Weather"], rows.Select(row => row.Name));
        Assert.Equal(("Ada's", "https://letterboxd.com/film/harbour-of-salt/", ExportKind.Film), (read.Name, rows[0].OwnKey, rows[0].Kind));
        Assert.Equal(
            (path.Contains("list/", StringComparison.Ordinal) && !path.Contains("watch", StringComparison.Ordinal) ? "Ada's" : null, path.Contains("watchlist", StringComparison.Ordinal), path == "/ada/films/", path.Contains("likes", StringComparison.Ordinal), path == "/ada/films/" ? 9 : (int?)null),
            (rows[0].List, rows[0].Watchlisted, rows[0].Watched, rows[0].Liked, rows[0].Rating));
        Assert.Null(rows[1].Rating);
    }

    [Theory]
    [InlineData(403, "no", null, "listPages.refused")]
    [InlineData(429, "slow down", null, "listPages.refused")]
    [InlineData(202, "", null, "listPages.challenge")]
    [InlineData(403, "", "cf-mitigated", "listPages.challenge")]
    [InlineData(200, "<html>Please solve this captcha</html>", null, "listPages.challenge")]
    [InlineData(200, "<html><h1>All new!</h1></html>", null, "listPages.layout")]
    [InlineData(404, "", null, "listPages.gone")]
    [InlineData(500, "", null, "listPages.status")]
    public async Task A_refusal_is_told_and_nothing_is_tried_around_it(int status, string html, string? header, string code)
    {
        await using var server = await ListServer.Start();
        (string, string)[] headers = [("Retry-After", "7200"), .. header is null ? Array.Empty<(string, string)>() : [(header, "challenge")]];
        server.Say(Path, status, html, headers);
        var unread = Assert.IsType<ListUnread>(await Read(server, List));
        Assert.Equal(code, unread.Why.Code);
        Assert.Single(server.Asked);
        Assert.Equal(code is "listPages.refused" or "listPages.challenge" or "listPages.status", unread.OfSite);
        if (status is 403 or 429)
        {
            Assert.InRange(unread.NotBefore!.Value - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(110), TimeSpan.FromMinutes(121));
        }
    }

    [Fact]
    public async Task A_redirect_to_another_host_is_not_followed_and_this_machine_is_not_called_unasked()
    {
        await using var server = await ListServer.Start();
        server.Say(Path, 302, "", ("Location", "http://elsewhere.example/list"));
        Assert.Equal("outbound.stranger", Assert.IsType<ListUnread>(await Read(server, List)).Why.Code);
        var asked = server.Asked.Count;
        Assert.Equal("outbound.forbidden", Assert.IsType<ListUnread>(await Read(server, List, allowed: false)).Why.Code);
        Assert.Equal(asked, server.Asked.Count);
    }

    [Fact]
    public async Task A_page_without_end_is_given_up()
    {
        await using var server = await ListServer.Start();
        server.Show(Path, new string('x', 9 * 1024 * 1024));
        Assert.Equal("listPages.tooLarge", Assert.IsType<ListUnread>(await Read(server, List)).Why.Code);
    }

    static async Task<ListReading> Read(ListServer server, ListAddress address, bool allowed = true)
    {
        using var clients = new OutboundClients(Options.Create(new OutboundOptions { Contact = "ada@example.org", Allowed = allowed ? ["127.0.0.1"] : [] }), TimeProvider.System);
        var client = new ListPageClient(clients, Options.Create(new ListPageOptions { PauseSeconds = 2 }), TimeProvider.System, list => new Uri(server.Address, list.Path));
        return await client.Read(address, _ => { }, CancellationToken.None);
    }
}
