using Marquee.Catalog;
using Marquee.Discovery;

namespace Marquee.Tests.Discovery;

public sealed class TasteTests
{
    static readonly Feature Crime = new(FeatureKind.Genre, 6);
    static readonly Feature Mann = new(FeatureKind.Director, 520);

    [Theory]
    [InlineData(new[] { 9.0, 9.0 }, new[] { 5.0, 5.0 }, 7.0, 4.0 / 7)]
    [InlineData(new[] { 9.0 }, new[] { 5.0 }, 7.0, 2.0 / 6)]
    [InlineData(new[] { 5.0, 5.0 }, new[] { 9.0, 9.0 }, 7.0, -4.0 / 7)]
    [InlineData(new[] { 8.0, 8.0, 8.0 }, new double[0], 7.5, 1.5 / 8)]
    public void A_lift_is_measured_against_the_members_own_mean_and_drawn_to_nothing_while_titles_are_few(double[] crime, double[] others, double mean, double lift)
    {
        var taste = Taste.Of([.. crime.Select((r, i) => Known(1 + i, r, Crime)), .. others.Select((r, i) => Known(100 + i, r))]);
        Assert.Equal(mean, taste.Mean, precision: 6);
        Assert.Equal(lift, taste.Find(Crime)!.Lift, precision: 6);
    }

    [Fact]
    public void A_director_is_believed_sooner_than_a_genre()
    {
        var taste = Taste.Of([Known(1, 10, Crime, Mann), Known(2, 4)]);
        Assert.Equal(3 / 2.0, taste.Find(Mann)!.Lift, precision: 6);
        Assert.Equal(3 / 6.0, taste.Find(Crime)!.Lift, precision: 6);
    }

    [Fact]
    public void Reasons_are_the_best_liked_titles_and_never_one_below_the_mean()
    {
        var taste = Taste.Of([Known(1, 10, Mann), Known(2, 3, Mann), Known(3, 9, Mann), Known(4, 8, Mann), Known(5, 9.5, Mann), Known(6, 4)]);
        Assert.Equal([1, 5, 3], taste.Find(Mann)!.Because.Select(b => b.Title.Number));
    }

    [Fact]
    public void A_watch_without_a_rating_counts_as_mildly_liked()
    {
        var taste = Taste.Of([Known(1, null, Mann)]);
        Assert.Equal(0.25, taste.Find(Mann)!.Lift, precision: 6);
        Assert.Equal([(new TitleId(1), null)], taste.Find(Mann)!.Because);
    }

    [Theory]
    [InlineData(10, 0.1, 1)]
    [InlineData(1, 0.5, -1)]
    [InlineData(0, 0.5, -1)]
    [InlineData(5, 0.5, 0)]
    public void Presence_compares_a_share_with_what_people_watch(int crimeOfTen, double usual, int sign)
    {
        var taste = Taste.Of(
            [.. Enumerable.Range(1, 10).Select(i => i <= crimeOfTen ? Known(i, 9, Crime) : Known(i, 9))],
            new Dictionary<Feature, double> { [Crime] = usual });
        Assert.Equal(sign, Math.Sign(Math.Round(taste.Find(Crime)!.Presence, 9)));
        Assert.Equal((crimeOfTen, 10), (taste.Find(Crime)!.Liked, taste.Liked));
    }

    [Fact]
    public void Nobody_is_known_without_a_history() => Assert.True(Taste.Of([]).IsUnknown);

    [Fact]
    public void Episodes_speak_for_their_series_unless_it_has_a_rating()
    {
        var facts = new Dictionary<TitleId, TitleFacts>
        {
            [new(1)] = new() { Id = new(1), Series = new SeriesOf(new(10), "Ten", 1, 1) },
            [new(2)] = new() { Id = new(2), Series = new SeriesOf(new(10), "Ten", 1, 2) },
            [new(3)] = new() { Id = new(3), Series = new SeriesOf(new(20), "Twenty", 1, 1) },
            [new(20)] = new() { Id = new(20) },
        };
        var whole = MemberTaste.Whole(new Dictionary<TitleId, double?> { [new(1)] = 6, [new(2)] = 9, [new(3)] = 2, [new(20)] = 8, [new(30)] = null }, facts);
        Assert.Equal([(10, 7.5), (20, 8), (30, (double?)null)], whole.OrderBy(w => w.Key).Select(w => (w.Key.Number, w.Value)));
    }

    static KnownTaste Known(long id, double? rating, params Feature[] features) => new(new TitleId(id), rating, features);
}
