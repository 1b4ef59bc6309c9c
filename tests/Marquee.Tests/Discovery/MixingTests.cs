using Marquee.Catalog;
using Marquee.Discovery;

namespace Marquee.Tests.Discovery;

public sealed class MixingTests
{
    [Fact]
    public void Nobody_directs_more_than_three_of_a_list()
    {
        var director = new Feature(FeatureKind.Director, 1);
        var picks = Mixing.Pick([.. Enumerable.Range(1, 10).Select(i => Title(i, 10 - i * 0.1, null, director)), Title(50, 1, null)], 24, Spread.Light);
        Assert.Equal([1, 2, 3, 50], picks.Select(p => p.Scored.Title.Id.Number).Order());
    }

    [Fact]
    public void No_reason_stands_four_times_in_a_row_while_there_are_others()
    {
        var crime = new Feature(FeatureKind.Genre, 6);
        var picks = Mixing.Pick([.. Enumerable.Range(1, 9).Select(i => Title(i, 10 - i * 0.1, crime, crime)), .. Enumerable.Range(50, 3).Select(i => Title(i, 1, null))], 60, Spread.Light);
        Assert.Equal(12, picks.Count);
        var reasons = picks.Select(p => p.Reason.Feature is not null).ToList();
        Assert.Equal([true, true, true, false, true, true, true, false, true, true, true, false], reasons);
    }

    [Fact]
    public void A_reason_is_said_of_a_fifth_of_the_list_and_then_the_next_true_one_is_named()
    {
        var nineties = new Feature(FeatureKind.Decade, 1990);
        var crime = new Feature(FeatureKind.Genre, 6);
        var titles = Enumerable.Range(1, 40).Select(i => new Scored(
            new Candidate { Id = new TitleId(i) }, [nineties, crime],
            new TitleScore(50 - i, [new ScorePart(nineties, 2), new ScorePart(crime, 1), new ScorePart(null, 0.5)])));
        var picks = Mixing.Pick([.. titles], 25, Spread.Light);
        Assert.Equal(25, picks.Count);
        Assert.Equal(5, picks.Count(p => p.Reason.Feature == nineties));
        Assert.Equal(5, picks.Count(p => p.Reason.Feature == crime));
        Assert.Equal(nineties, picks[0].Reason.Feature);
        Assert.All(picks, pick => Assert.Contains(pick.Reason, pick.Scored.Score.Reasons));
    }

    [Fact]
    public void The_best_comes_first_and_nothing_twice()
    {
        var picks = Mixing.Pick([.. Enumerable.Range(1, 30).Select(i => Title(i, 31 - i, null))], 24, Spread.Light);
        Assert.Equal(1, picks[0].Scored.Title.Id.Number);
        Assert.Equal(24, picks.Select(p => p.Scored.Title.Id).Distinct().Count());
    }

    [Fact]
    public void A_list_for_strangers_goes_through_the_decades()
    {
        var titles = from decade in Enumerable.Range(0, 6)
                     from i in Enumerable.Range(0, 10)
                     select Title((decade * 10) + i + 1, 3 - (decade * 0.1) - (i * 0.01), null, new Feature(FeatureKind.Decade, 1960 + (decade * 10)));
        var picks = Mixing.Pick([.. titles.OrderByDescending(t => t.Score.Total)], 12, Spread.Wide);
        Assert.True(picks.Select(p => p.Scored.Features[0].Key).Distinct().Count() >= 5);
    }

    [Fact]
    public void A_tour_shows_each_country_once_before_any_twice_and_repeats_for_its_seed()
    {
        var titles = Enumerable.Range(0, 60).Select(i => (Id: new TitleId(i + 1), Features: (IReadOnlyList<Feature>)[Feature.Country(((string[])["FR", "SN", "JP", "BR", "IN", "SE"])[i % 6]), new Feature(FeatureKind.Decade, 1950 + (i % 7 * 10))])).ToList();
        var tour = Rotation.Order(titles, t => t.Id, t => t.Features, seed: 5);
        Assert.Equal(60, tour.Select(t => t.Id).Distinct().Count());
        Assert.All(tour.Chunk(6), round => Assert.Equal(6, round.Select(t => t.Features[0]).Distinct().Count()));
        Assert.True(tour.Take(12).Select(t => t.Features[1]).Distinct().Count() >= 6);
        Assert.Equal(tour, Rotation.Order([.. titles.AsEnumerable().Reverse()], t => t.Id, t => t.Features, seed: 5));
        Assert.NotEqual(tour, Rotation.Order(titles, t => t.Id, t => t.Features, seed: 6));
    }

    static Scored Title(long id, double points, Feature? reason, params Feature[] features) =>
        new(new Candidate { Id = new TitleId(id), Genres = new Genres(1L << (int)(id % 20)) }, features, new TitleScore(points, [new ScorePart(reason, points)]));
}
