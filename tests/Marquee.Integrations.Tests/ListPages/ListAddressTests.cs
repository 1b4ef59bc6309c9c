using Marquee.Integrations.ListPages;

namespace Marquee.Integrations.Tests.ListPages;

/// <summary>Which addresses name a public list, and that none leads elsewhere.</summary>
public sealed class ListAddressTests
{
    [Theory]
    [InlineData("https://www.imdb.com/list/ls000000001/", "https://www.imdb.com/list/ls000000001/", ListContent.List)]
    [InlineData(" imdb.com/list/ls000000001/?sort=date_added&view=grid ", "https://www.imdb.com/list/ls000000001/", ListContent.List)]
    [InlineData("http://m.imdb.com/list/ls000000001", "https://www.imdb.com/list/ls000000001/", ListContent.List)]
    [InlineData("https://www.imdb.com/user/ur0000001/ratings", "https://www.imdb.com/user/ur0000001/ratings/", ListContent.Ratings)]
    [InlineData("https://www.imdb.com/user/p.abcdef123456/watchlist/?ref_=hm", "https://www.imdb.com/user/p.abcdef123456/watchlist/", ListContent.Watchlist)]
    [InlineData("https://letterboxd.com/Ada/list/rainy-days/", "https://letterboxd.com/ada/list/rainy-days/", ListContent.List)]
    [InlineData("letterboxd.com/ada/watchlist/page/2/", "https://letterboxd.com/ada/watchlist/", ListContent.Watchlist)]
    [InlineData("https://letterboxd.com/ada/films/", "https://letterboxd.com/ada/films/", ListContent.Watched)]
    [InlineData("https://www.letterboxd.com/ada/likes/films/", "https://letterboxd.com/ada/likes/films/", ListContent.Likes)]
    [InlineData("https://letterboxd.com/Ada/rss/", "https://letterboxd.com/ada/rss/", ListContent.Diary)]
    [InlineData("letterboxd.com/ada/rss", "https://letterboxd.com/ada/rss/", ListContent.Diary)]
    [InlineData("https://letterboxd.com/ada/diary/", "https://letterboxd.com/ada/rss/", ListContent.Diary)]
    [InlineData("https://letterboxd.com/ada/films/diary/for/2024/", "https://letterboxd.com/ada/rss/", ListContent.Diary)]
    public void A_list_is_recognised_and_spelled_as_its_site_does(string text, string address, ListContent content)
    {
        var found = ListAddress.Parse(text)!;
        Assert.Equal((address, content), (found.ToString(), found.Content));
        Assert.Equal(address, ListAddress.Of(found.Source, found.Path)!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("not an address")]
    [InlineData("https://www.imdb.com/title/tt0111161/")]
    [InlineData("https://www.imdb.com/list/ls1/")]
    [InlineData("https://www.imdb.com/user/ur0000001/")]
    [InlineData("https://letterboxd.com/film/the-lamp/")]
    [InlineData("https://letterboxd.com/films/list/x/")]
    [InlineData("https://letterboxd.com/ada/")]
    [InlineData("https://letterboxd.com/rss/")]
    [InlineData("https://letterboxd.com/journal/rss/")]
    [InlineData("https://imdb.com.example/list/ls000000001/")]
    [InlineData("https://example/?https://www.imdb.com/list/ls000000001/")]
    [InlineData("https://www.imdb.com:8443/list/ls000000001/")]
    [InlineData("https://www.imdb.com@example/list/ls000000001/")]
    [InlineData("ftp://www.imdb.com/list/ls000000001/")]
    [InlineData("https://127.0.0.1/list/ls000000001/")]
    [InlineData("file:///list/ls000000001/")]
    public void Nothing_else_is(string text) => Assert.Null(ListAddress.Parse(text));
}
