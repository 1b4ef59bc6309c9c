using Marquee.Catalog;
using Marquee.Catalog.Matching;

namespace Marquee.Tests.Catalog.Matching;

public sealed class MatchScoreTests
{
    static readonly Agreement Whole = new() { Name = NameAgreement.Same, Year = YearAgreement.Same, Kind = KindAgreement.Same, Votes = 5000 };

    public static TheoryData<string> Worse => [.. Steps.Keys];

    static readonly Dictionary<string, Agreement> Steps = new()
    {
        ["articles"] = Whole with { Name = NameAgreement.SameWords },
        ["a slip"] = Whole with { Name = NameAgreement.Close },
        ["another name"] = Whole with { Name = NameAgreement.Different },
        ["another number"] = Whole with { Name = NameAgreement.OtherNumber },
        ["another country's name"] = Whole with { Aka = true },
        ["another original"] = Whole with { Second = SecondName.Differs },
        ["a year apart"] = Whole with { Year = YearAgreement.OffByOne },
        ["two years apart"] = Whole with { Year = YearAgreement.OffByTwo },
        ["another year"] = Whole with { Year = YearAgreement.Differs },
        ["a kind near it"] = Whole with { Kind = KindAgreement.Near },
        ["another kind"] = Whole with { Kind = KindAgreement.Differs },
        ["another length"] = Whole with { Runtime = RuntimeAgreement.Differs },
        ["fewer votes"] = Whole with { Votes = 5 },
    };

    [Theory, MemberData(nameof(Worse))]
    public void What_agrees_less_scores_less(string step) => Assert.True(MatchScore.Of(Steps[step]) < MatchScore.Of(Whole));

    [Fact]
    public void The_original_title_and_the_length_make_it_more_certain()
    {
        Assert.True(MatchScore.Of(Whole with { Second = SecondName.Same }) > MatchScore.Of(Whole));
        Assert.True(MatchScore.Of(Whole with { Runtime = RuntimeAgreement.Same }) > MatchScore.Of(Whole));
    }

    [Theory]
    [InlineData(new double[] { }, new double[] { })]
    [InlineData(new double[] { 0 }, new[] { 0.5 })]
    [InlineData(new double[] { 900, 900 }, new[] { 0.5, 0.5 })]
    [InlineData(new[] { 1.0986122886681098, 0 }, new[] { 0.6, 0.2 })]
    public void Certainties_and_none_sum_to_one(double[] scores, double[] expected)
    {
        var certainties = MatchScore.Certainties(scores, 0);
        Assert.All(expected.Zip(certainties), pair => Assert.Equal(pair.First, pair.Second, precision: 9));
    }

    [Fact]
    public void Namesakes_make_it_likelier_that_the_catalog_lacks_the_one_that_is_meant() => Assert.True(MatchScore.None(10, 5) > MatchScore.None(10, 0));

    [Fact]
    public void Two_remakes_of_one_name_are_a_question_until_the_year_is_known()
    {
        CandidateTitle[] remakes = [Film(1, "Lanterns", 1960, 900), Film(2, "Lanterns", 1998, 1100)];
        Assert.All(Choose(new TitleQuestion { Names = ["Lanterns"], Kind = AskedKind.Film }, remakes), title => Assert.InRange(title.Certainty, 0.2, 0.6));
        var chosen = Choose(new TitleQuestion { Names = ["Lanterns"], Kind = AskedKind.Film, Year = 1960 }, remakes)[0];
        Assert.Equal(1, chosen.Facts.Id.Number);
        Assert.True(chosen.Certainty >= Matcher.Sure);
    }

    [Theory]
    [InlineData(1994, 102, true)] // all agrees
    [InlineData(1995, 103, true)] // a year apart, but as long
    [InlineData(1999, 60, false)] // the name alone is not enough
    public void A_year_apart_needs_other_evidence(int year, int runtime, bool sure)
    {
        var chosen = Choose(new TitleQuestion { Names = ["Harbour of Salt"], Kind = AskedKind.Film, Year = year, Runtime = runtime }, [Film(1, "Harbour of Salt", 1994, 300)])[0];
        Assert.Equal(sure, chosen.Certainty >= Matcher.Sure);
    }

    [Theory]
    [InlineData(2010, "Same")]
    [InlineData(2012, "WhileRunning")]
    [InlineData(2009, "OffByOne")]
    [InlineData(2016, "Differs")]
    [InlineData(null, "Unasked")]
    public void A_series_may_be_asked_for_by_any_year_in_which_it_ran(int? asked, string agreement) =>
        Assert.Equal(agreement, MatchComparison.Year(asked, new TitleFacts { Kind = TitleKind.TvSeries, Year = 2010, EndYear = 2014 }).ToString());

    [Theory]
    [InlineData(null, 100, "Unknown")]
    [InlineData(0, 100, "Unknown")]
    [InlineData(102, 100, "Same")]
    [InlineData(109, 100, "Near")]
    [InlineData(130, 100, "Differs")]
    public void Lengths_agree_within_two_minutes(int? asked, int minutes, string agreement) => Assert.Equal(agreement, MatchComparison.Runtime(asked, minutes).ToString());

    [Theory]
    [InlineData(AskedKind.Film, TitleKind.Movie, "Same")]
    [InlineData(AskedKind.Film, TitleKind.TvMovie, "Near")]
    [InlineData(AskedKind.Film, TitleKind.TvSeries, "Differs")]
    [InlineData(AskedKind.Series, TitleKind.TvMiniSeries, "Same")]
    [InlineData(AskedKind.Series, TitleKind.Movie, "Differs")]
    [InlineData(AskedKind.Unknown, TitleKind.Short, "Unknown")]
    public void Kinds_agree_as_people_use_the_words(AskedKind asked, TitleKind kind, string agreement) => Assert.Equal(agreement, MatchComparison.Kind(asked, kind).ToString());

    static IReadOnlyList<WeighedCandidate> Choose(TitleQuestion question, params CandidateTitle[] titles) => new MatchChoice(AskedNames.Of(question.Names, question.Year), question, titles).BestFirst(FileHabits.Unknown);

    static CandidateTitle Film(long id, string title, int year, int votes) =>
        new(new TitleFacts { Id = new TitleId(id), Kind = TitleKind.Movie, Title = title, Year = year, Votes = votes, Runtime = 102 }, []);
}
