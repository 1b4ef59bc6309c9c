using System.Globalization;
using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Tests.Exports;

public sealed class RatingScaleTests
{
    [Fact]
    public void Every_half_star_goes_there_and_back()
    {
        Assert.Equal(Enumerable.Range(1, 10), Enumerable.Range(1, 10).Select(ten => RatingScale.OfHalfStars(RatingScale.ToHalfStars(ten))!.Value));
        Assert.Equal(["0.5", "1", "1.5", "2", "2.5", "3", "3.5", "4", "4.5", "5"], Enumerable.Range(1, 10).Select(RatingScale.HalfStars));
        Assert.Throws<ArgumentOutOfRangeException>(() => RatingScale.ToHalfStars(0));
    }

    [Theory]
    [InlineData("0.25")]
    [InlineData("0")]
    [InlineData("5.5")]
    [InlineData("3.3")]
    public void Between_half_stars_there_is_none(string stars) => Assert.Null(RatingScale.OfHalfStars(decimal.Parse(stars, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("4.5", 5, 9, null)]
    [InlineData("4,5", 5, 9, null)]
    [InlineData("★★★½", 5, 7, null)]
    [InlineData("9/10", 10, 9, null)]
    [InlineData("8.5", 10, 9, "exports.row.rounded")]
    [InlineData("85", 100, 9, "exports.row.rounded")]
    [InlineData("80%", 100, 8, null)]
    [InlineData("1", 100, 1, "exports.row.rounded")]
    [InlineData("0", 10, null, null)]
    [InlineData("", 10, null, null)]
    [InlineData("11", 10, null, "exports.row.badScale")]
    [InlineData("4/10", 5, null, "exports.row.badScale")]
    [InlineData("-3", 10, null, "exports.row.badScale")]
    [InlineData("good", 10, null, "exports.row.badScale")]
    public void Other_scales_become_ten(string cell, int most, int? expected, string? remark) =>
        Assert.Equal((expected, remark), (RatingScale.Of(cell, most, out var note), note?.Code));
}
