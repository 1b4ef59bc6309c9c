using Marquee.Watching.Comparing;

namespace Marquee.Tests.Watching.Comparing;

public sealed class AgreementTests
{
    [Fact]
    public void Ratings_that_rise_together_are_alike_and_few_of_them_count_less()
    {
        RatingPairs[] pairs = [new(10, 9, 1), new(8, 8, 1), new(6, 7, 1), new(4, 5, 1), new(2, 1, 1)];
        Assert.Equal(new Agreement(0.95, 66, 0, 0.8), Agreement.Of(pairs));
        Assert.Equal(new Agreement(0.95, 90, 0, 0.8), Agreement.Of([.. pairs.Select(p => p with { Titles = 10 })]));
    }

    [Fact]
    public void Below_five_titles_or_without_any_spread_nothing_is_said()
    {
        Assert.Equal(new Agreement(null, null, 0.5, 0.5), Agreement.Of([new(9, 8, 2), new(3, 3, 2)]));
        Assert.Equal(new Agreement(null, null, 0, 0), Agreement.Of([new(10, 10, 50)]));
        Assert.Equal(new Agreement(null, null, -1, 2), Agreement.Of([new(7, 10, 10), new(7, 6, 10)]));
        Assert.Equal(new Agreement(null, null, null, null), Agreement.Of([]));
    }

    [Theory]
    [InlineData(1, 92)]
    [InlineData(-1, 8)]
    public void Fifty_titles_of_one_taste_or_of_the_opposite_come_near_the_ends(int sign, int percent) =>
        Assert.Equal((sign, percent), Of(sign));

    static (int Correlation, int Percent) Of(int sign)
    {
        var agreement = Agreement.Of([.. Enumerable.Range(1, 10).Select(mine => new RatingPairs(mine, sign > 0 ? mine : 11 - mine, 5))]);
        return ((int)agreement.Correlation!.Value, agreement.Percent!.Value);
    }
}
