using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Tests.Exports;

public sealed class ShortTextTests
{
    [Theory]
    [InlineData("rain", 4, "rain")]
    [InlineData("rain", 3, "rai")]
    [InlineData("rain", 0, "")]
    [InlineData("", 0, "")]
    [InlineData("a\U0001F327b", 1, "a")]
    [InlineData("a\U0001F327b", 2, "a")] // the cloud has two units, of which one would be left
    [InlineData("a\U0001F327b", 3, "a\U0001F327")]
    [InlineData("\U0001F327", 1, "")]
    public void A_cut_never_halves_a_character(string text, int most, string left) => Assert.Equal(left, ShortText.Of(text, most));
}
