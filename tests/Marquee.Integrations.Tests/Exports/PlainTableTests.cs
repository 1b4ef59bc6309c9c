using Marquee.Integrations.Exports;
using static Marquee.Integrations.Tests.Exports.ExportSamples;

namespace Marquee.Integrations.Tests.Exports;

public sealed class PlainTableTests
{
    [Fact]
    public void A_table_of_ones_own_is_guessed_and_the_guess_is_shown()
    {
        var (export, rows) = Read(Bytes("Exports", "own-table.csv"), "filme.csv");
        Assert.Equal(("csv", "exports.csv.guessed"), (export.Source, export.Parts[0].Remarks.Single().Code));
        Assert.Equal(
            [ColumnMeaning.Name, ColumnMeaning.Year, ColumnMeaning.Imdb, ColumnMeaning.Rating, ColumnMeaning.WatchedOn, ColumnMeaning.List, ColumnMeaning.Note],
            export.Parts[0].Columns.Select(c => c.Meaning));
        Assert.All(export.Parts[0].Columns, c => Assert.InRange(c.Certainty, 0.5, 1));
        Assert.Equal((5, "Meine Bewertung", "4,5"), (export.Parts[0].Columns[3].Scale, export.Parts[0].Columns[3].Header, export.Parts[0].Columns[3].Samples[0]));
        Assert.Equal(("The Lamp", 2014, 9000001L, 9, new DateOnly(2014, 12, 25), "Rain", true), (rows[0].Name, rows[0].Year!.Value, rows[0].ImdbTitle!.Value, rows[0].Rating!.Value, rows[0].WatchedOn!.Value, rows[0].List, rows[0].Watched));
        Assert.Equal(("Nordlys", null, 6, new DateOnly(2015, 1, 3)), (rows[1].Name, rows[1].ImdbTitle, rows[1].Rating!.Value, rows[1].WatchedOn!.Value));
    }

    [Theory]
    [InlineData("Rating", "4.5", "2", 5)]
    [InlineData("Rating", "8", "6.5", 10)]
    [InlineData("Rating", "80", "65", 100)]
    [InlineData("Score /100", "8", "5", 100)]
    [InlineData("Stars", "4", "5", 5)]
    [InlineData("Rating", "★★★½", "★", 5)]
    public void The_scale_of_ratings_is_what_they_look_like(string name, string first, string second, int scale) =>
        Assert.Equal(scale, Read($"Title,{name}\nA,{first}\nB,{second}\n", "").Export.Parts[0].Columns[1].Scale);

    [Fact]
    public void Ids_alone_are_a_list_that_is_called_like_the_file()
    {
        var rows = Read(Bytes("Exports", "ids.csv"), "rainy days.csv").Rows;
        Assert.Equal([(9000001L, "rainy days"), (9000002L, "rainy days"), (9000003L, "rainy days")], rows.Select(r => (r.ImdbTitle!.Value, r.List!)));
        Assert.All(Read(Bytes("Exports", "ids.csv"), "watchlist.csv").Rows, r => Assert.Equal((true, null), (r.Watchlisted, r.List)));
        Assert.All(Read(Bytes("Exports", "ids.csv"), "watched.txt").Rows, r => Assert.True(r.Watched));
    }

    [Theory]
    [InlineData("seen", "yes", true)]
    [InlineData("seen", "x", true)]
    [InlineData("gesehen", "nein", false)]
    [InlineData("watched", "2020-01-05", true)]
    [InlineData("watched", "", false)]
    public void A_mark_or_a_day_says_that_it_was_seen(string column, string cell, bool watched) =>
        Assert.Equal(watched, Read($"Title,{column}\nA,{cell}\nB,{(cell.Contains('-', StringComparison.Ordinal) || cell.Length == 0 ? "2020-01-05" : "yes")}\n", "").Rows[0].Watched);

    [Fact]
    public void What_a_member_says_of_the_columns_goes_before_any_guess()
    {
        var mapping = new ColumnMapping
        {
            Columns = new Dictionary<int, ColumnMeaning> { [0] = ColumnMeaning.Note, [1] = ColumnMeaning.Name, [2] = ColumnMeaning.Rating, [3] = ColumnMeaning.RatedOn },
            Scale = 5,
            DayFirst = false,
        };
        var (export, rows) = Read("Const,Title,Your Rating,Date\nfoo,The Lamp,4,3/2/2015\n", "x.csv", mapping);
        Assert.Equal(("csv", "foo", "The Lamp", 8, new DateOnly(2015, 3, 2)), (export.Source, rows[0].Note, rows[0].Name, rows[0].Rating!.Value, rows[0].RatedOn!.Value));
        Assert.All(export.Parts[0].Columns, c => Assert.Equal(1, c.Certainty));
        Assert.Empty(export.Parts[0].Remarks);
    }

    [Fact]
    public void The_better_of_two_columns_that_look_alike_is_taken()
    {
        var columns = Read("Title,Name,Year\nThe Lamp,somebody,2014\n", "").Export.Parts[0].Columns;
        Assert.Equal([ColumnMeaning.Name, ColumnMeaning.None, ColumnMeaning.Year], columns.Select(c => c.Meaning));
    }
}
