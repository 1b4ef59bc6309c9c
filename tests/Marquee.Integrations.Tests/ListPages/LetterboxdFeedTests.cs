using Marquee.Integrations.Exports;
using Marquee.Integrations.ListPages;
using Marquee.Integrations.Outbound;
using Microsoft.Extensions.Options;

namespace Marquee.Integrations.Tests.ListPages;

/// <summary>The feed of a diary, as Letterboxd writes it; the entries are made up.</summary>
public sealed class LetterboxdFeedTests
{
    const string Path = "/ada/rss/";

    static readonly ListAddress Diary = ListAddress.Parse("https://letterboxd.com/ada/rss/")!;

    [Fact]
    public async Task Each_entry_has_its_day_its_stars_and_its_heart()
    {
        await using var server = await ListServer.Start();
        server.Say(Path, 200, Feed(
            Item("letterboxd-review-3", "harbour-of-salt/1", "<letterboxd:watchedDate>2026-07-04</letterboxd:watchedDate><letterboxd:rewatch>Yes</letterboxd:rewatch><letterboxd:filmTitle>Harbour of Salt &amp; Sand</letterboxd:filmTitle><letterboxd:filmYear>1991</letterboxd:filmYear><letterboxd:memberRating>4.5</letterboxd:memberRating><letterboxd:memberLike>Yes</letterboxd:memberLike><tmdb:movieId>70101</tmdb:movieId><description><![CDATA[ <p><img src=\"x\"/></p> <p>Grey & good.</p> ]]></description>"),
            Item("letterboxd-watch-2", "harbour-of-salt", "<letterboxd:watchedDate>2026-05-17</letterboxd:watchedDate><letterboxd:rewatch>No</letterboxd:rewatch><letterboxd:filmTitle>Harbour of Salt &amp; Sand</letterboxd:filmTitle><letterboxd:filmYear>1991</letterboxd:filmYear><letterboxd:memberLike>No</letterboxd:memberLike><tmdb:movieId>70101</tmdb:movieId>"),
            Item("letterboxd-watch-1", "the-lighthouse-keepers", "<letterboxd:watchedDate>2026-05-16</letterboxd:watchedDate><letterboxd:filmTitle>The Lighthouse Keepers</letterboxd:filmTitle><letterboxd:filmYear>2010</letterboxd:filmYear><letterboxd:memberRating>0.5</letterboxd:memberRating><tmdb:tvId>70200</tmdb:tvId>"),
            "<item><title>Rainy days</title><link>https://letterboxd.com/ada/list/rainy-days/</link><guid>letterboxd-list-9</guid><description>a list</description></item>"),
            ("Content-Type", "application/rss+xml;charset=utf-8"));
        var read = Assert.IsType<ListRead>(await Read(server));
        Assert.Equal(("Letterboxd - Ada", "letterboxd-list-page", 3), (read.Name, read.File.Source, read.File.RowCount));
        var rows = read.File.Rows.ToList();
        Assert.Equal(
            [("Harbour of Salt & Sand", 1991, new DateOnly(2026, 7, 4), true, 9, true, 70101), ("Harbour of Salt & Sand", 1991, new DateOnly(2026, 5, 17), false, null, false, 70101), ("The Lighthouse Keepers", 2010, new DateOnly(2026, 5, 16), false, (int?)1, false, (int?)null)],
            rows.Select(row => (row.Name, row.Year!.Value, row.WatchedOn!.Value, row.Rewatch, row.Rating, row.Liked, row.Tmdb)));
        Assert.All(rows, row => Assert.True(row.Watched && row.List is null && !row.Watchlisted && row.Problem is null));
        Assert.Equal([1, 2, 3], rows.Select(row => row.Line));
        Assert.Equal((ExportKind.Film, ExportKind.Unknown), (rows[0].Kind, rows[2].Kind));
        Assert.Equal(("https://letterboxd.com/film/harbour-of-salt/", "letterboxd-review-3"), (rows[0].OwnKey, rows[0].PlayKey));
        Assert.Equal(new DateTimeOffset(2026, 7, 5, 4, 2, 41, TimeSpan.Zero), rows[0].RatedAt);
        Assert.Single(server.Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<item/>")]
    [InlineData("<item><title>Rainy days</title></item><item><letterboxd:filmTitle> </letterboxd:filmTitle></item>")]
    public async Task A_feed_without_films_is_an_empty_one(string items)
    {
        await using var server = await ListServer.Start();
        server.Say(Path, 200, Feed(items), ("Content-Type", "text/xml"));
        Assert.Equal(0, Assert.IsType<ListRead>(await Read(server)).File.RowCount);
    }

    [Theory]
    [InlineData("<!doctype html><html><h1>All new!</h1></html>", "text/html")]
    [InlineData("<!doctype html><html><h1>All new!</h1></html>", "application/rss+xml")]
    [InlineData("<?xml version='1.0'?><feed><entry/></feed>", "application/rss+xml")]
    [InlineData("<rss><channel><item><letterboxd:filmTitle>x</letterboxd:filmTitle></item>", "application/rss+xml")]
    [InlineData("<!DOCTYPE rss [<!ENTITY a 'x'>]><rss><channel><title>&a;</title></channel></rss>", "application/rss+xml")]
    [InlineData("<rss/>", "application/rss+xml")]
    [InlineData("", "application/rss+xml")]
    public async Task What_is_no_feed_or_breaks_off_is_told_and_nothing_is_read(string text, string type)
    {
        await using var server = await ListServer.Start();
        server.Say(Path, 200, text, ("Content-Type", type));
        Assert.Equal("listPages.layout", Assert.IsType<ListUnread>(await Read(server)).Why.Code);
    }

    static string Feed(params string[] items) => $"""
        <?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:letterboxd="https://letterboxd.com" xmlns:tmdb="https://themoviedb.org">
        <channel><title>Letterboxd - Ada</title><link>https://letterboxd.com/ada/</link>{string.Concat(items)}</channel></rss>
        """;

    static string Item(string guid, string film, string more) =>
        $"""<item> <title>A title, 1991 - ★★★★½</title> <link>https://letterboxd.com/ada/film/{film}/</link> <guid isPermaLink="false">{guid}</guid> <pubDate>Sun, 5 Jul 2026 16:02:41 +1200</pubDate> {more} </item>""";

    static async Task<ListReading> Read(ListServer server)
    {
        using var clients = new OutboundClients(Options.Create(new OutboundOptions { Contact = "ada@example.org", Allowed = ["127.0.0.1"] }), TimeProvider.System);
        var client = new ListPageClient(clients, Options.Create(new ListPageOptions { PauseSeconds = 2 }), TimeProvider.System, list => new Uri(server.Address, list.Path));
        return await client.Read(Diary, _ => { }, CancellationToken.None);
    }
}
