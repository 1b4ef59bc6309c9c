using Marquee.Catalog;

namespace Marquee.Tests.Catalog;

public sealed class BestAndWorstTests
{
    static readonly Dictionary<TitleKind, double> Means = new() { [TitleKind.Movie] = 6.5 };

    [Fact]
    public void The_ends_do_not_overlap_and_the_least_votes_are_said()
    {
        var ends = BestAndWorst.Of([.. Enumerable.Range(1, 5).Select(i => Film(i, i, 2000)), Film(6, 10, 40)], Means);
        Assert.Equal((1000, 5), (ends.MinVotes, ends.Ranked));
        Assert.Equal([5L, 4], ends.Best.Select(t => t.Title.Id.Number));
        Assert.Equal([1L, 2], ends.Worst.Select(t => t.Title.Id.Number));
        Assert.Equal(WeightedRating.Of(5, 2000, 6.5, 1000), ends.Best[0].Weighted, precision: 9);
    }

    [Theory]
    [InlineData(20_000, 10_000)]
    [InlineData(9_999, 1_000)]
    [InlineData(400, 100)]
    [InlineData(7, 5)]
    [InlineData(3, 5)]
    public void Small_films_are_measured_by_small_numbers(int votes, int least) =>
        Assert.Equal(least, BestAndWorst.Of([.. Enumerable.Range(1, 4).Select(i => Film(i, 7, votes))], Means).MinVotes);

    [Fact]
    public void Nothing_is_best_without_votes_or_alone() =>
        Assert.Empty(BestAndWorst.Of([Film(1, 8, 900), Film(2, null, null), Film(3, 9, 100_000) with { Kind = TitleKind.TvSeries }], Means).Best);

    [Fact]
    public void The_best_and_worst_episode_of_equal_ones_have_more_votes()
    {
        RatedEpisode[] episodes = [new(new(1), "a", 1, 1, null, 8, 10), new(new(2), "b", 1, 2, null, 8, 20), new(new(3), "c", 1, 3, null, null, null), new(new(4), "d", 1, 4, null, 3, 5)];
        var list = EpisodeRatingList.Of(episodes);
        Assert.Equal(("b", "d"), (list.Best?.Title, list.Worst?.Title));
        Assert.Null(EpisodeRatingList.Of([episodes[2]]).Best);
        Assert.Null(EpisodeRatingList.Of([episodes[0]]).Worst);
    }

    static Film Film(long id, double? rating, int? votes) => new() { Id = new TitleId(id), Kind = TitleKind.Movie, Rating = rating, Votes = votes };
}
