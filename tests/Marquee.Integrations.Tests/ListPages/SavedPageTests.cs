using System.Text;
using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Tests.ListPages;

/// <summary>Pages of lists that people saved with their browser are files like any export.</summary>
public sealed class SavedPageTests
{
    [Fact]
    public void A_saved_list_of_IMDb_is_that_list_also_when_only_its_owner_sees_it()
    {
        var page = ListServer.Imdb("Rainy days", true, "0000101|Harbour of Salt|1991|8").Replace("<head>", "<head><link rel=\"canonical\" href=\"https://www.imdb.com/list/ls000000001/\">", StringComparison.Ordinal);
        var read = Assert.IsType<ExportFile>(Read(page, "Rainy days.html"));
        var row = Assert.Single(read.Rows);
        Assert.Equal(("imdb-list-page", "Rainy days", 101L, (int?)null), (read.Source, row.List, row.ImdbTitle!.Value, row.Rating));
        Assert.Equal("listPages.partial", Assert.Single(read.Parts[0].Remarks).Code);
    }

    [Fact]
    public void A_saved_page_of_ratings_has_them()
    {
        var page = ListServer.Imdb("Ada", false, "0000101|Harbour of Salt|1991|8").Replace("<head>", "<head><meta property=\"og:url\" content=\"https://www.imdb.com/user/ur0000001/ratings/\">", StringComparison.Ordinal);
        var read = Assert.IsType<ExportFile>(Read(page, "ratings.html"));
        Assert.Equal((ExportContent.Ratings, 8), (read.Parts[0].Content, Assert.Single(read.Rows).Rating));
    }

    [Fact]
    public void A_saved_watchlist_and_a_saved_feed_of_Letterboxd_are_read()
    {
        var wished = Assert.IsType<ExportFile>(Read("""<html><link href="https://letterboxd.com/ada/watchlist/" rel=canonical><ul class="poster-list"><li><div data-item-slug="x" data-item-name="Harbour of Salt (1991)"></div></ul>""", "page.htm"));
        Assert.Equal(("letterboxd-list-page", true), (wished.Source, Assert.Single(wished.Rows).Watchlisted));
        var seen = Assert.IsType<ExportFile>(Read("""<?xml version="1.0"?><rss><channel><title>Ada</title><link>https://letterboxd.com/ada/</link><item><filmTitle>Harbour of Salt</filmTitle><watchedDate>2026-01-02</watchedDate></item></channel></rss>""", "rss.xml"));
        Assert.Equal(new DateOnly(2026, 1, 2), Assert.Single(seen.Rows).WatchedOn);
    }

    [Theory]
    [InlineData("<html><link rel=\"canonical\" href=\"https://www.imdb.com/title/tt0000101/\"></html>", "exports.webPage")]
    [InlineData("<html><link rel=\"canonical\" href=\"https://www.imdb.com/list/ls000000001/\"><h1>Sign in</h1></html>", "exports.webPage")]
    [InlineData("<rss><channel><link>https://example.org/</link></channel></rss>", "exports.rss")]
    public void Any_other_page_is_none(string text, string code) => Assert.Equal(code, Assert.IsType<UnreadableExport>(Read(text, "page.html")).Why.Code);

    static ExportReading Read(string text, string name) => ExportReader.Read(Encoding.UTF8.GetBytes(text), name);
}
