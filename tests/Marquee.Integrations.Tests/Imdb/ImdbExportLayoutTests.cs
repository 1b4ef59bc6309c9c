using Marquee.Integrations.Exports;
using static Marquee.Integrations.Tests.Imdb.ImdbExportSamples;

namespace Marquee.Integrations.Tests.Imdb;

public sealed class ImdbExportLayoutTests
{
    [Theory]
    [InlineData("export-2011-ratings.csv", "imdb-2011", ExportContent.Ratings, 3)]
    [InlineData("export-2017-ratings.csv", "imdb-2017", ExportContent.Ratings, 6)]
    [InlineData("export-list-2017-watchlist.csv", "imdb-list-2017", ExportContent.Watchlist, 3)]
    [InlineData("export-2024-list.csv", "imdb-2024", ExportContent.Ratings, 2)]
    [InlineData("export-2024-ratings.csv", "imdb-2024", ExportContent.Ratings, 2)]
    [InlineData("resaved-by-spreadsheet.csv", "imdb-list-2017", ExportContent.Watchlist, 2)]
    public void A_layout_is_recognised_by_its_content(string file, string layout, ExportContent content, int rows)
    {
        var (export, read) = Read(Bytes(file));
        Assert.Equal((layout, content, rows, rows), (export.Layout, export.Content, export.RowCount, read.Count));
    }

    [Fact]
    public void The_oldest_layout_rated_a_title_on_the_day_its_row_was_created()
    {
        var (_, rows) = Read(Bytes("export-2011-ratings.csv"));
        Assert.Equal([(9000001, 6, new DateOnly(2015, 3, 1)), (9000002, 9, new DateOnly(2015, 1, 3)), (9000003, 10, new DateOnly(2015, 1, 20))], rows.Select(r => ((int)r.ImdbTitle!, r.Rating!.Value, r.RatedOn!.Value)));
        Assert.Equal(["movie", "tvMiniSeries", "movie"], rows.Select(r => r.ImdbKind));
        Assert.Equal(["Comedy", "Sci-Fi"], rows[0].Genres);
        Assert.Equal(["Drama", "Film-Noir"], rows[1].Genres);
    }

    [Fact]
    public void Lines_are_counted_in_the_file_also_behind_a_cell_of_several_lines()
    {
        var (_, rows) = Read(Bytes("export-2011-ratings.csv"));
        Assert.Equal([2, 3, 5], rows.Select(r => r.Line));
        Assert.Equal("seen with\nthe neighbours", rows[1].Note);
    }

    [Fact]
    public void Every_row_that_cannot_be_used_says_why_and_the_others_go_on()
    {
        var (_, rows) = Read(Bytes("export-2017-ratings.csv"));
        Assert.Equal(3, rows.Count(r => r.Problem is null));
        Assert.Equal(("exports.row.badRating", ("rating", "11")), (rows[3].Problem!.Code, rows[3].Problem!.Values[0]));
        Assert.Equal("exports.row.noId", rows[4].Problem!.Code);
        Assert.Equal("exports.row.person", rows[5].Problem!.Code);
        Assert.Equal("Somebody", rows[5].Cells[3]);
    }

    [Fact]
    public void A_row_without_a_date_has_an_unknown_date()
    {
        var row = Read(Bytes("export-2017-ratings.csv")).Rows[2];
        Assert.Equal((90000051L, 1, null, "Åse på øya"), (row.ImdbTitle!.Value, row.Rating, row.RatedOn, row.Name));
    }

    [Fact]
    public void A_list_carries_the_day_of_adding_the_note_and_some_ratings()
    {
        var (_, rows) = Read(Bytes("export-list-2017-watchlist.csv"));
        Assert.Equal([null, 7, null], rows.Select(r => r.Rating));
        Assert.Equal((new DateOnly(2018, 4, 1), new DateOnly(2019, 1, 5), "ask Grandmother"), (rows[1].AddedOn!.Value, rows[1].RatedOn!.Value, rows[1].Note));
    }

    [Fact]
    public void The_newest_layout_has_original_titles()
    {
        var (_, rows) = Read(Bytes("export-2024-list.csv"));
        Assert.Equal([("The Lamp, the Lake", "Lampen, sjön"), ("Nordlys", null)], rows.Select(r => (r.Name, r.Original)));
        Assert.Equal(["movie", "tvMiniSeries"], rows.Select(r => r.ImdbKind));
    }

    [Theory]
    [InlineData("ratings-old-layout-pre-2017.csv", "imdb-2011", 3, 3, 3)]
    [InlineData("ratings-2017-2024-layout.csv", "imdb-2017", 1, 1, 1)]
    [InlineData("ratings-current-layout.csv", "imdb-2024", 3, 1, 1)]
    [InlineData("watchlist-2020-layout.csv", "imdb-list-2017", 8, 0, 0)]
    [InlineData("watchlist-resaved-by-spreadsheet.csv", "imdb-list-2017", 4, 0, 0)]
    public void Real_files_are_read_whole(string file, string layout, int rows, int rated, int dated)
    {
        if (Shared(file) is null)
        {
            return; // a user's clone has no ../shared
        }

        var (export, read) = Read(File.ReadAllBytes(Shared(file)!));
        Assert.Equal((layout, rows, 0), (export.Layout, read.Count, read.Count(r => r.Problem is not null || r.Remark is not null)));
        Assert.Equal((rated, dated), (read.Count(r => r.Rating is not null), read.Count(r => r.RatedOn is not null)));
        Assert.All(read, r => Assert.True(r.Name.Length > 0 && r.Year > 1900 && r.ImdbKind is not (null or "other") && (rated == 3 || r.AddedOn is not null || layout == "imdb-2017")));
    }

    [Fact]
    public void The_old_feed_is_named_as_what_it_is()
    {
        if (Shared("legacy-watchlist-rss.xml") is null)
        {
            return; // a user's clone has no ../shared
        }

        Assert.Equal("exports.rss", Assert.IsType<UnreadableExport>(ExportReader.Read(File.ReadAllBytes(Shared("legacy-watchlist-rss.xml")!), "")).Why.Code);
    }

    [Theory]
    [InlineData("WATCHLIST.csv", ExportContent.Watchlist, null, null)]
    [InlineData("WATCHLIST (2).csv", ExportContent.Watchlist, null, null)]
    [InlineData("check-ins.csv", ExportContent.Watched, null, null)]
    [InlineData("Rainy_days.csv", ExportContent.List, "Rainy days", "exports.imdb.listName")]
    [InlineData("ls012345678.csv", ExportContent.List, "ls012345678", "exports.imdb.listId")]
    [InlineData("3f1c9a52-0d7e-4a58-b1c5-7f0a2f6d9e11.csv", ExportContent.Watchlist, null, "exports.imdb.unnamed")]
    public void Only_the_name_tells_watchlist_lists_and_check_ins_apart(string fileName, ExportContent content, string? list, string? remark)
    {
        var (export, rows) = Read(Bytes("export-list-2017-watchlist.csv"), fileName);
        Assert.Equal((content, list, remark), (export.Content, export.List, export.Remarks.SingleOrDefault()?.Code));
        Assert.All(rows, r => Assert.Equal((content == ExportContent.Watchlist, content == ExportContent.Watched, list), (r.Watchlisted, r.Watched, r.List)));
        Assert.Equal(content == ExportContent.Watched ? new DateOnly(2018, 4, 1) : null, rows[1].WatchedOn);
        Assert.Equal(list is null ? null : 2, rows[1].Position);
    }

    [Fact]
    public void Rows_of_a_list_keep_their_ratings() =>
        Assert.Equal([null, 7, null], Read(Bytes("export-list-2017-watchlist.csv"), "Rainy days.csv").Rows.Select(r => r.Rating));
}
