using Marquee.Catalog;
using Marquee.Catalog.Matching;

namespace Marquee.Tests.Catalog.Matching;

public sealed class EpisodeChoiceTests
{
    static readonly EpisodeSeries Lamps = Series(100, 0.97,
        (101, 1, 1, "First Lamp"), (102, 1, 2, "Second Lamp"), (103, 2, 1, "Third Lamp"), (104, 2, 2, "Echo"), (105, 3, 1, "Echo"));

    [Theory]
    [InlineData(2, 1, "Third Lamp", 103, "NumberAndName")]
    [InlineData(2, 1, "Dritte Lampe", 103, "NumberOtherName")]
    [InlineData(2, 1, null, 103, "Number")]
    [InlineData(null, null, "Second Lamp", 102, "Name")]
    [InlineData(1, null, "Secnd Lamp", 102, "NameAlike")]
    [InlineData(2, null, "Folge 1", 103, "NumberOtherName")]
    [InlineData(2, null, "Echo", 104, "Name")]
    public void An_episode_is_found_by_its_number_or_its_name(int? season, int? number, string? name, long title, string agreement)
    {
        var best = EpisodeChoice.Of(new TitleQuestion { Season = season, Episode = number, EpisodeName = name }, [Lamps])[0];
        Assert.Equal((title, agreement), (best.Id.Number, best.Agreement.ToString()));
        Assert.True(best.Certainty >= Matcher.Sure);
    }

    [Theory]
    [InlineData(null, null, "Echo")] // in two seasons
    [InlineData(1, 2, "Third Lamp")] // the number of one and the name of another
    public void What_may_be_two_episodes_is_a_question(int? season, int? number, string name)
    {
        var episodes = EpisodeChoice.Of(new TitleQuestion { Season = season, Episode = number, EpisodeName = name }, [Lamps]);
        Assert.True(episodes.Count >= 2);
        Assert.True(episodes[0].Certainty < 0.9);
    }

    [Theory]
    [InlineData(9, 9, "Ninth Lamp")]
    [InlineData(null, null, null)]
    public void An_episode_that_the_series_lacks_is_not_made_up(int? season, int? number, string? name) =>
        Assert.Empty(EpisodeChoice.Of(new TitleQuestion { Season = season, Episode = number, EpisodeName = name }, [Lamps]));

    [Fact]
    public void Of_two_series_of_one_name_the_one_with_the_episode_is_meant()
    {
        var early = Series(100, 0.49, (101, 1, 1, "Pilot"), (102, 1, 2, "Shore"));
        var late = Series(200, 0.49, (201, 1, 1, "Pilot"), (202, 1, 2, "Tide"));
        var best = EpisodeChoice.Of(new TitleQuestion { Season = 1, Episode = 2, EpisodeName = "Tide" }, [early, late])[0];
        Assert.Equal(202, best.Id.Number);
        Assert.True(best.Certainty >= Matcher.Sure);
        Assert.InRange(EpisodeChoice.Of(new TitleQuestion { Season = 1, Episode = 1 }, [early, late])[0].Certainty, 0.4, 0.6);
    }

    static EpisodeSeries Series(long id, double certainty, params (long Id, int Season, int Number, string Name)[] episodes) =>
        new(new TitleId(id), certainty, [.. episodes.Select(e => new EpisodeOfSeries(new TitleId(e.Id), e.Season, e.Number, [NameWords.Of(e.Name)]))]);
}
