using Marquee.Catalog;
using Marquee.Catalog.Matching;

namespace Marquee.Tests.Catalog.Matching;

public sealed class FileHabitsTests
{
    static readonly CandidateTitle[] Remakes = [Film(1, "Lanterns", 1998, 900), Film(2, "Lanterns", 1999, 900)];

    [Fact]
    public void Where_years_are_right_a_namesake_of_the_next_year_is_hardly_meant()
    {
        var row = Row("Lanterns", 1998, Remakes);
        var habits = FileHabits.Of([row, .. Plain(500, yearsApart: 0)]);
        Assert.Equal(1, row.BestFirst(habits)[0].Facts.Id.Number);
        Assert.True(row.BestFirst(habits)[0].Certainty > row.BestFirst(FileHabits.Unknown)[0].Certainty);
    }

    [Fact]
    public void Where_every_year_is_one_off_the_namesake_of_the_next_year_may_be_meant()
    {
        var row = Row("Lanterns", 1998, Remakes);
        var best = row.BestFirst(FileHabits.Of([row, .. Plain(500, yearsApart: 1)]))[0];
        Assert.Equal(2, best.Facts.Id.Number);
        Assert.True(row.BestFirst(FileHabits.Unknown)[0].Facts.Id.Number == 1);
    }

    [Fact]
    public void Few_rows_teach_nothing()
    {
        var row = Row("Lanterns", 1998, Remakes);
        double Certainty(int rows) => row.BestFirst(FileHabits.Of([row, .. Plain(rows, yearsApart: 0)])).Single(title => title.Facts.Id.Number == 1).Certainty;
        var alone = row.BestFirst(FileHabits.Unknown)[0].Certainty;
        Assert.Equal(alone, Certainty(3));
        Assert.True(Certainty(3) < Certainty(100));
        Assert.True(Certainty(100) < Certainty(2000));
    }

    [Fact]
    public void A_file_without_subtitles_is_known_by_its_rows()
    {
        MatchChoice[] whole = [.. Plain(200, yearsApart: 0)];
        Assert.False(FileHabits.Of(whole).LeavesSubtitlesOut);
        Assert.False(FileHabits.Of([]).LeavesSubtitlesOut);
        Assert.True(FileHabits.Of([.. whole, .. Enumerable.Range(0, 20).Select(i => Row($"Ferry {i}x", 1980, Film(i, $"Ferry {i}x: The Crossing", 1980, 900)))]).LeavesSubtitlesOut);
    }

    /// <summary>Rows of titles that have no namesake.</summary>
    static IEnumerable<MatchChoice> Plain(int count, int yearsApart) =>
        Enumerable.Range(0, count).Select(i => Row($"Harbour of Salt {i}x", 1990 + (i % 20) + yearsApart, Film(100 + i, $"Harbour of Salt {i}x", 1990 + (i % 20), 5000)));

    static MatchChoice Row(string name, int year, params CandidateTitle[] titles) =>
        new(AskedNames.Of([name], year), new TitleQuestion { Names = [name], Year = year, Kind = AskedKind.Film }, titles);

    static CandidateTitle Film(long id, string title, int year, int votes) => new(new TitleFacts { Id = new TitleId(id), Kind = TitleKind.Movie, Title = title, Year = year, Votes = votes }, []);
}
