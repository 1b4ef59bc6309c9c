using Marquee.Catalog;
using Marquee.Catalog.Merging;

namespace Marquee.Tests.Merging;

public sealed class SameTitleTests
{
    static readonly TitleFacts Gone = new() { Id = new TitleId(1), Title = "Harbour of Salt", Original = "Sal y puerto", Kind = TitleKind.Movie, Year = 1994, Runtime = 102 };

    [Theory]
    [InlineData("Harbour of Salt", 1994, TitleKind.Movie, null, null, 75)]
    [InlineData("HARBOUR of  salt!", 1994, TitleKind.Movie, true, "Sal y Puerto", 99)]
    [InlineData("Harbour of Salt", 1994, TitleKind.TvMovie, null, null, 55)]
    [InlineData("Harbour of Salt", 1995, TitleKind.Movie, true, null, 80)]
    [InlineData("Harbour of Salt", 1993, TitleKind.Movie, null, "Sal y puerto", 70)]
    [InlineData("Harbour of Salt", 1995, TitleKind.Movie, null, null, null)]
    [InlineData("Harbour of Salt", 1995, TitleKind.TvMovie, true, null, null)]
    [InlineData("Harbour of Salt", 1996, TitleKind.Movie, true, "Sal y puerto", null)]
    [InlineData("Harbour of Salt", 1994, TitleKind.Movie, false, "Sal y puerto", null)]
    [InlineData("Harbour of Sand", 1994, TitleKind.Movie, true, "Sal y puerto", null)]
    [InlineData("Harbour of Salt", 1994, TitleKind.TvEpisode, null, null, null)]
    public void Name_and_year_decide_and_the_rest_makes_it_surer(string title, int year, TitleKind kind, bool? director, string? original, int? certainty)
    {
        var there = new TitleFacts { Id = new TitleId(2), Title = title, Original = original, Kind = kind, Year = year, Runtime = 103 };
        var evidence = SameTitle.Compare(Gone, there, director);
        Assert.Equal(certainty, evidence is null ? null : SameTitle.Certainty(evidence));
    }

    [Fact]
    public void Rivals_make_it_doubtful() =>
        Assert.Equal(35, SameTitle.Certainty(new MergeEvidence { SameYear = true, SameKind = true, SameRuntime = true, Rivals = 2 }));

    [Theory]
    [InlineData(5, 2, true)]
    [InlineData(6, 2, false)]
    [InlineData(5, 3, false)]
    public void An_episode_must_have_the_same_number_in_the_same_series(long series, int number, bool same)
    {
        var gone = new TitleFacts { Id = new TitleId(1), Title = "Episode #1.2", Kind = TitleKind.TvEpisode, Year = 2010, Series = new SeriesOf(new TitleId(5), "X", 1, 2) };
        var there = gone with { Id = new TitleId(2), Series = new SeriesOf(new TitleId(series), "X", 1, number) };
        Assert.Equal(same, SameTitle.Compare(gone, there, null) is not null);
    }
}
