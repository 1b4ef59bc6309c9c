using Marquee.Acquisition.Wishes;

namespace Marquee.Tests.Acquisition.Wishes;

public sealed class WishPartTests
{
    [Theory]
    [InlineData("all")]
    [InlineData("future")]
    [InlineData("firstEpisode")]
    [InlineData("firstSeason")]
    [InlineData("seasons:1,2,10")]
    [InlineData("episodes:0x3,1x2,1x10")]
    public void A_part_is_written_as_it_is_read(string text) => Assert.Equal(text, WishPart.Parse(text)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("All")]
    [InlineData("seasons:")]
    [InlineData("seasons:1,-2")]
    [InlineData("seasons:1,99999")]
    [InlineData("episodes:1")]
    [InlineData("episodes:1x2x3")]
    [InlineData("episodes:1x")]
    public void What_is_no_part_is_none(string? text) => Assert.Null(WishPart.Parse(text));

    [Fact]
    public void The_same_numbers_in_another_order_are_the_same_part()
    {
        Assert.Equal(WishPart.OfSeasons([1, 2]), WishPart.OfSeasons([2, 1, 2]));
        Assert.NotEqual(WishPart.OfSeasons([1]), WishPart.FirstSeason);
        Assert.Null(WishPart.OfSeasons(Enumerable.Range(1, 501)));
    }

    [Fact]
    public void Every_state_has_a_code_and_nothing_leads_from_a_state_to_itself()
    {
        Assert.All(Enum.GetValues<WishState>(), state => Assert.Equal(state, WishStates.Parse(state.Code())));
        Assert.All(Enum.GetValues<WishState>(), state => Assert.True(!WishStates.May(state, state) || WishStates.UnderWay.Contains(state)));
        Assert.False(WishStates.May(WishState.Here, WishState.Buffer));
        Assert.False(WishStates.May(WishState.Sent, WishState.Withdrawn));
    }
}
