using System.Text;
using Marquee.Integrations.ListPages;

namespace Marquee.Integrations.Tests.ListPages;

/// <summary>Whatever a site answers, reading it gives titles or nothing: it never throws, and never takes long.</summary>
public sealed class HostilePageTests
{
    static readonly string[] Addresses =
    [
        "https://www.imdb.com/list/ls000000001/", "https://www.imdb.com/user/ur0000001/ratings/", "https://www.imdb.com/user/ur0000001/watchlist/",
        "https://letterboxd.com/ada/list/rainy-days/", "https://letterboxd.com/ada/films/", "https://letterboxd.com/ada/rss/",
    ];

    static readonly string[] Pages =
    [
        ListServer.Imdb("Rainy days", true, "0000101|Harbour of Salt|1991|8", "0000102|A Garden in Winter|1992|"),
        """<script type="application/ld+json">{"@type":"ItemList","name":"Rainy days","numberOfItems":2,"itemListElement":[{"item":{"url":"https://www.imdb.com/title/tt0000101/","name":"Harbour of Salt"}},{"url":"https://www.imdb.com/title/tt0000102/"}]}</script>""",
        """<meta property="og:title" content="Ada&#039;s"><ul class="poster-list"><li><div data-item-slug="harbour-of-salt" data-item-name="Harbour of Salt (1991)"></div><p><span class="rating rated-9"></span></p></li><a class="next" href="x">""",
        """<?xml version="1.0"?><rss xmlns:l="a"><channel><title>Ada</title><item><link>https://letterboxd.com/ada/film/x/</link><pubDate>Sun, 5 Jul 2026 16:02:41 +1200</pubDate><l:filmTitle>Harbour</l:filmTitle><l:filmYear>1991</l:filmYear><l:memberRating>4.5</l:memberRating><l:watchedDate>2026-07-04</l:watchedDate></item></channel></rss>""",
    ];

    /// <summary>What stands where something else was expected.</summary>
    static readonly string[] Pieces =
    [
        "null", "true", "-1", "1e999", "99999999999999999999999999999999", "\"\"", "\"\\ud83c\"", "{}", "[]", "[[[[", "{\"edges\":[1,null,\"x\",{\"node\":[]}]}", "\0", "\ud83c", "<", ">", "<!--", "-->", "<script", "</script>",
        "\"", "'", "=", "&#xD83C;", "&#0;", "&nbsp;", "<![CDATA[", "]]>", "<!DOCTYPE x [", "4.5.6", "31/31/2026", "tt", "tt99999999999", "{\"\\ud83c\":1,\"edges\":[]}",
    ];

    [Fact]
    public void Half_a_page_is_read_or_is_not()
    {
        foreach (var page in Pages)
        {
            for (var length = 0; length <= page.Length; length++)
            {
                ReadAll(page[..length]);
            }
        }
    }

    [Fact]
    public void Pages_with_anything_anywhere_are_read_or_are_not()
    {
        var random = new Random(20);
        for (var round = 0; round < 4000; round++)
        {
            var page = new StringBuilder(Pages[random.Next(Pages.Length)]);
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                var at = random.Next(page.Length);
                if (random.Next(3) > 0)
                {
                    page.Remove(at, Math.Min(random.Next(1, 12), page.Length - at));
                }

                page.Insert(Math.Min(at, page.Length), Pieces[random.Next(Pieces.Length)]);
            }

            ReadAll(page.ToString());
        }
    }

    [Theory]
    [InlineData("<", 4_000_000)]
    [InlineData("<a ", 2_500_000)]
    [InlineData("<a b='", 1_000_000)]
    [InlineData("<!--", 2_000_000)]
    [InlineData("[", 8_000_000)]
    [InlineData("{\"edges\":[", 700_000)]
    [InlineData("\"__NEXT_DATA__\" >{</script>", 250_000)]
    [InlineData("<div data-item-slug=x data-item-name=y></div>", 150_000)]
    [InlineData("<item><filmTitle>x</filmTitle></item>", 200_000)]
    [InlineData("<x>", 2_500_000)]
    public void Eight_megabytes_of_anything_are_read_through_once(string piece, int times)
    {
        var many = new StringBuilder(piece.Length * times).Insert(0, piece, times).ToString();
        ReadAll(many);
        ReadAll($"""<script id="__NEXT_DATA__" type="application/json">{many}</script>""");
        ReadAll($"<rss><channel>{many}</channel></rss>");
    }

    static void ReadAll(string text)
    {
        foreach (var address in Addresses.Select(each => ListAddress.Parse(each)!))
        {
            if (address.Site.Read(address, text) is { } page)
            {
                Assert.All(page.Titles, title => Assert.False(string.IsNullOrEmpty(title.OwnKey)));
            }
        }
    }
}
