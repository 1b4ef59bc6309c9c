using Marquee.Catalog;
using Marquee.Discovery;

namespace Marquee.Tests.Discovery;

public sealed class TonightScoreTests
{
    static readonly Feature Crime = new(FeatureKind.Genre, 6);
    static readonly Feature Drama = new(FeatureKind.Genre, 8);
    static readonly Feature Mann = new(FeatureKind.Director, 520);
    static readonly Feature Nineties = new(FeatureKind.Decade, 1990);
    static readonly TonightWeights Weights = new() { Genre = 1, Decade = 1, Director = 1, Presence = 0 };

    static readonly Taste Likes = Taste.Of(
    [
        new KnownTaste(new TitleId(1), 10, [Mann, Crime]), new KnownTaste(new TitleId(2), 9, [Crime, Nineties]), new KnownTaste(new TitleId(3), 3, [Drama]),
    ]);

    [Fact]
    public void The_score_is_the_sum_of_its_parts_and_the_reason_its_largest()
    {
        Feature[] features = [Crime, Mann, Nineties];
        var score = TonightScore.Of(features, Likes, acclaim: 0.3, Weights);
        Assert.Equal(0.3 + features.Sum(f => Likes.Find(f)!.Lift), score.Total, precision: 9);
        Assert.Equal(Mann, score.Largest.Feature);
        Assert.Equal(Likes.Find(Mann)!.Lift, score.Largest.Points, precision: 9);
    }

    [Fact]
    public void Without_the_named_reason_the_score_is_lower_by_its_points()
    {
        var with = TonightScore.Of([Mann, Nineties], Likes, 0, Weights);
        var without = TonightScore.Of([Nineties], Likes, 0, Weights);
        Assert.Equal(with.Largest.Points, with.Total - without.Total, precision: 9);
    }

    [Fact]
    public void What_everybody_says_is_the_reason_when_it_counts_most() => Assert.Null(TonightScore.Of([Crime], Likes, 2, Weights).Largest.Feature);

    [Fact]
    public void A_disliked_genre_takes_points_and_is_never_a_reason()
    {
        var score = TonightScore.Of([Drama], Likes, -5, Weights);
        Assert.True(score.Total < -5);
        Assert.Null(score.Largest.Feature);
    }

    [Fact]
    public void Genres_of_one_title_share()
    {
        var one = TonightScore.Of([Crime], Likes, 0, Weights).Total;
        var two = TonightScore.Of([Crime, new Feature(FeatureKind.Genre, 3)], Likes, 0, Weights).Total;
        Assert.Equal(one / Math.Sqrt(2), two, precision: 9);
    }

    [Theory]
    [InlineData("FR")]
    [InlineData("XYUG")]
    public void A_country_survives_its_feature(string code) => Assert.Equal(code, Feature.Country(code).CountryCode);

    [Fact]
    public void Chance_is_the_same_everywhere_and_spreads()
    {
        Assert.Equal(Seeded.Chance(7, 111161), Seeded.Chance(7, 111161));
        Assert.NotEqual(Seeded.Chance(7, 111161), Seeded.Chance(8, 111161));
        var all = Enumerable.Range(0, 1000).Select(i => Seeded.Chance(1, i)).ToList();
        Assert.All(all, c => Assert.InRange(c, 0, 1));
        Assert.InRange(all.Average(), 0.45, 0.55);
    }
}
