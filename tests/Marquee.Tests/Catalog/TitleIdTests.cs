using Marquee.Catalog;

namespace Marquee.Tests.Catalog;

public sealed class TitleIdTests
{
    [Theory]
    [InlineData("tt0111161", 111_161)]
    [InlineData("TT111161", 111_161)]
    [InlineData(" tt10872600 ", 10_872_600)]
    [InlineData("tt1000000000001", 1_000_000_000_001)]
    [InlineData("https://www.imdb.com/title/tt0111161/?ref_=nv_sr_1", 111_161)]
    [InlineData("m.imdb.com/title/tt0111161", 111_161)]
    [InlineData("https://www.imdb.com/de/title/tt0111161/reviews#x", 111_161)]
    [InlineData("0111161", 111_161)]
    [InlineData("111161", 111_161)]
    public void It_is_read_in_any_spelling(string text, long number)
    {
        Assert.True(TitleId.TryParse(text, null, out var id));
        Assert.Equal(new TitleId(number), id);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("1917")]
    [InlineData("tt0000000")]
    [InlineData("nm0000001")]
    [InlineData("tt")]
    [InlineData("the 0111161")]
    [InlineData("https://example.org/title/tt0111161")]
    [InlineData("tt9999999999999999999999")]
    public void What_is_no_id_is_none(string? text) => Assert.False(TitleId.TryParse(text, null, out _));

    [Fact]
    public void It_is_written_with_seven_digits_or_more()
    {
        Assert.Equal("tt0000001", new TitleId(1).ToString());
        Assert.Equal("tt10872600", new TitleId(10_872_600).ToString());
        Assert.Equal("nm0000001", PersonId.Parse("https://www.imdb.com/name/nm0000001/", null).ToString());
    }

    [Fact]
    public void Genres_are_a_set_of_names()
    {
        var genres = Genres.Of(["Western", "drama", "Space-Opera"]);
        Assert.Equal(["Drama", "Western"], genres.Names);
        Assert.True(genres.Has(Genres.Named("Drama")!.Value));
        Assert.Null(Genres.Named("Space-Opera"));
        Assert.Equal(Genres.All.Count, Genres.All.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.True(Genres.All.Count <= 48);
    }
}
