using Marquee.Integrations.Imdb;
using static Marquee.Integrations.Tests.Imdb.ImdbExportSamples;

namespace Marquee.Integrations.Tests.Imdb;

public sealed class ImdbExportLayoutTests
{
    [Theory]
    [InlineData("export-2011-ratings.csv", ImdbExportLayout.Imdb2011, ImdbExportContent.Ratings, 3)]
    [InlineData("export-2017-ratings.csv", ImdbExportLayout.Imdb2017, ImdbExportContent.Ratings, 6)]
    [InlineData("export-list-2017-watchlist.csv", ImdbExportLayout.ImdbList2017, ImdbExportContent.Watchlist, 3)]
    [InlineData("export-2024-list.csv", ImdbExportLayout.Imdb2024, ImdbExportContent.Ratings, 2)]
    [InlineData("export-2024-ratings.csv", ImdbExportLayout.Imdb2024, ImdbExportContent.Ratings, 2)]
    [InlineData("resaved-by-spreadsheet.csv", ImdbExportLayout.ImdbList2017, ImdbExportContent.Watchlist, 2)]
    public void A_layout_is_recognised_by_its_content(string file, ImdbExportLayout layout, ImdbExportContent content, int rows)
    {
        var (export, read) = Read(Bytes(file));
        Assert.Equal((layout, content, rows, rows), (export.Layout, export.Content, export.RowCount, read.Count));
    }

    [Fact]
    public void The_oldest_layout_rated_a_title_on_the_day_its_row_was_created()
    {
        var (_, rows) = Read(Bytes("export-2011-ratings.csv"));
        Assert.Equal([(9000001, 6, new DateOnly(2015, 3, 1)), (9000002, 9, new DateOnly(2015, 1, 3)), (9000003, 10, new DateOnly(2015, 1, 20))], rows.Select(r => ((int)r.Title, r.Rating!.Value, r.RatedOn!.Value)));
        Assert.Equal(["movie", "tvMiniSeries", "movie"], rows.Select(r => r.Kind));
        Assert.Equal(["Comedy", "Sci-Fi"], rows[0].Genres);
        Assert.Equal(["Drama", "Film-Noir"], rows[1].Genres);
    }

    [Fact]
    public void Lines_are_counted_in_the_file_also_behind_a_cell_of_several_lines()
    {
        var (_, rows) = Read(Bytes("export-2011-ratings.csv"));
        Assert.Equal([2, 3, 5], rows.Select(r => r.Line));
        Assert.Equal("seen with\nthe neighbours", rows[1].Description);
    }

    [Fact]
    public void Every_row_that_cannot_be_used_says_why_and_the_others_go_on()
    {
        var (_, rows) = Read(Bytes("export-2017-ratings.csv"));
        Assert.Equal(3, rows.Count(r => r.Problem is null));
        Assert.Equal(("imdbExport.row.badRating", ("rating", "11")), (rows[3].Problem!.Code, rows[3].Problem!.Values[0]));
        Assert.Equal("imdbExport.row.noId", rows[4].Problem!.Code);
        Assert.Equal("imdbExport.row.person", rows[5].Problem!.Code);
        Assert.Equal("Somebody", rows[5].Cells[3]);
    }

    [Fact]
    public void A_row_without_a_date_has_an_unknown_date()
    {
        var row = Read(Bytes("export-2017-ratings.csv")).Rows[2];
        Assert.Equal((90000051, 1, null, "Åse på øya"), (row.Title, row.Rating, row.RatedOn, row.Name));
    }

    [Fact]
    public void A_list_carries_the_day_of_adding_the_note_and_some_ratings()
    {
        var (_, rows) = Read(Bytes("export-list-2017-watchlist.csv"));
        Assert.Equal([null, 7, null], rows.Select(r => r.Rating));
        Assert.Equal((new DateOnly(2018, 4, 1), new DateOnly(2019, 1, 5), "ask Grandmother"), (rows[1].Created!.Value, rows[1].RatedOn!.Value, rows[1].Description));
    }

    [Fact]
    public void The_newest_layout_has_original_titles()
    {
        var (_, rows) = Read(Bytes("export-2024-list.csv"));
        Assert.Equal([("The Lamp, the Lake", "Lampen, sjön"), ("Nordlys", null)], rows.Select(r => (r.Name, r.Original)));
        Assert.Equal(["movie", "tvMiniSeries"], rows.Select(r => r.Kind));
    }

    [Theory]
    [InlineData("ratings-old-layout-pre-2017.csv", ImdbExportLayout.Imdb2011, 3, 3, 3)]
    [InlineData("ratings-2017-2024-layout.csv", ImdbExportLayout.Imdb2017, 1, 1, 1)]
    [InlineData("ratings-current-layout.csv", ImdbExportLayout.Imdb2024, 3, 1, 1)]
    [InlineData("watchlist-2020-layout.csv", ImdbExportLayout.ImdbList2017, 8, 0, 0)]
    [InlineData("watchlist-resaved-by-spreadsheet.csv", ImdbExportLayout.ImdbList2017, 4, 0, 0)]
    public void Real_files_are_read_whole(string file, ImdbExportLayout layout, int rows, int rated, int dated)
    {
        if (Shared(file) is null)
        {
            return; // a user's clone has no ../shared
        }

        var (export, read) = Read(File.ReadAllBytes(Shared(file)!));
        Assert.Equal((layout, rows, 0), (export.Layout, read.Count, read.Count(r => r.Problem is not null || r.Note is not null)));
        Assert.Equal((rated, dated), (read.Count(r => r.Rating is not null), read.Count(r => r.RatedOn is not null)));
        Assert.All(read, r => Assert.True(r.Name.Length > 0 && r.Year > 1900 && r.Kind is not (null or "other") && (rated == 3 || r.Created is not null || layout == ImdbExportLayout.Imdb2017)));
    }

    [Fact]
    public void The_old_feed_is_named_as_what_it_is()
    {
        if (Shared("legacy-watchlist-rss.xml") is null)
        {
            return; // a user's clone has no ../shared
        }

        Assert.Equal("imdbExport.rss", Refused(File.ReadAllBytes(Shared("legacy-watchlist-rss.xml")!)));
    }
}
