using Marquee.Integrations.Exports;
using static Marquee.Integrations.Tests.Exports.ExportSamples;

namespace Marquee.Integrations.Tests.Letterboxd;

public sealed class LetterboxdTests
{
    [Fact]
    public void The_archive_is_read_whole_and_says_what_it_leaves_out()
    {
        var (export, rows) = Read(Zip(All("Letterboxd")), "letterboxd-ada-2026.zip");
        Assert.Equal(("letterboxd", "letterboxd-zip"), (export.Source, export.Layout));
        Assert.Equal(
            [("diary.csv", ExportContent.History, 3), ("likes/films.csv", ExportContent.Likes, 1), ("lists/rain-ranked.csv", ExportContent.List, 2), ("ratings.csv", ExportContent.Ratings, 3),
                ("reviews.csv", ExportContent.Reviews, 2), ("watched.csv", ExportContent.Watched, 3), ("watchlist.csv", ExportContent.Watchlist, 1)],
            export.Parts.Select(p => (p.Name, p.Content, p.RowCount)));
        Assert.Equal(["exports.letterboxd.deleted", "exports.letterboxd.personal"], export.Remarks.Select(r => r.Code).Order());
        Assert.DoesNotContain(rows, r => r.Name is "Deleted One" or "Orphan" || r.Cells.Any(c => c.Contains("ada@example.org", StringComparison.Ordinal)));
        Assert.All(rows, r => Assert.Null(r.Problem));
    }

    [Fact]
    public void A_folder_around_the_files_changes_nothing() =>
        Assert.Equal(7, Read(Zip(All("Letterboxd").Select(f => ("letterboxd-ada/" + f.Path, f.Bytes))), "x.zip").Export.Parts.Count);

    [Fact]
    public void Half_stars_are_kept_without_loss()
    {
        var rows = Read(Bytes("Letterboxd", "ratings.csv"), "anything.csv").Rows;
        Assert.Equal([10, 1, 7], rows.Select(r => r.Rating!.Value));
        Assert.Equal(["5", "0.5", "3.5"], rows.Select(r => RatingScale.HalfStars(r.Rating!.Value)));
        Assert.Equal((new DateOnly(2024, 7, 10), "https://boxd.it/aa2", "Nordlys, Again", ExportKind.Film), (rows[1].RatedOn!.Value, rows[1].OwnKey, rows[1].Name, rows[1].Kind));
    }

    [Fact]
    public void The_diary_counts_the_day_of_watching_and_not_the_day_of_writing()
    {
        var rows = Read(Bytes("Letterboxd", "diary.csv"), "diary.csv").Rows;
        Assert.Equal([(new DateOnly(2017, 10, 5), false, 9), (new DateOnly(2021, 5, 1), true, 10), (new DateOnly(2021, 5, 3), false, 0)], rows.Select(r => (r.WatchedOn!.Value, r.Rewatch, r.Rating ?? 0)));
        Assert.Equal((new DateOnly(2021, 4, 29), "https://boxd.it/e01", null), (rows[0].RatedOn!.Value, rows[0].PlayKey, rows[0].OwnKey));
        Assert.Equal(["in theaters", "rain"], rows[0].Tags);
    }

    [Fact]
    public void Watched_films_have_no_day_of_watching()
    {
        var rows = Read(Bytes("Letterboxd", "watched.csv"), "watched (1).csv").Rows;
        Assert.All(rows, r => Assert.Equal((true, null, null), (r.Watched, r.WatchedOn, r.WatchedAt)));
        Assert.Null(rows[2].Year);
    }

    [Theory]
    [InlineData("watchlist.csv", true, false)]
    [InlineData("films.csv", false, true)]
    public void The_name_tells_the_files_with_the_same_header_apart(string fileName, bool watchlisted, bool liked)
    {
        var row = Assert.Single(Read(Bytes("Letterboxd", "watchlist.csv"), fileName).Rows);
        Assert.Equal((watchlisted, liked, new DateOnly(2026, 9, 19)), (row.Watchlisted, row.Liked, row.AddedOn!.Value));
    }

    [Fact]
    public void A_file_whose_name_is_lost_is_not_guessed_at() =>
        Assert.Equal("exports.letterboxd.whichPart", Refused(Bytes("Letterboxd", "watchlist.csv"), "download.csv"));

    [Fact]
    public void A_list_is_called_what_its_head_says()
    {
        var (export, rows) = Read(Bytes("Letterboxd", "lists/rain-ranked.csv"), "rain-ranked.csv");
        Assert.Equal(("Rain, Ranked", "letterboxd-list"), (export.Parts[0].List, export.Layout));
        Assert.Equal([("The Lamp", 1, null), ("Nordlys, Again", 2, "Still holds up")], rows.Select(r => (r.Name, r.Position!.Value, r.Note)));
        Assert.All(rows, r => Assert.Equal(("Rain, Ranked", new DateOnly(2022, 11, 20)), (r.List, r.AddedOn!.Value)));
    }

    [Fact]
    public void A_review_is_a_note_on_the_same_play_as_the_diary_has()
    {
        var rows = Read(Bytes("Letterboxd", "reviews.csv"), "reviews.csv").Rows;
        Assert.Equal(("Slow, and\nbetter for it. \"Really.\"", "https://boxd.it/e01"), (rows[0].Note, rows[0].PlayKey));
        Assert.Equal((true, null), (rows[1].Watched, rows[1].WatchedOn));
    }

    [Fact]
    public void What_other_programs_write_for_its_import_is_read_too()
    {
        var (export, rows) = Read("LetterboxdURI,tmdbID,imdbID,Title,Year,Directors,Rating,Rating10,WatchedDate,Rewatch,Tags,Review\n,70001,tt9000001,The Lamp,2014,Ada Holm,,7,2020-02-29,true,rain,Slow.\n,,,Nordlys,2009,,4.5,,,,,\n", "out.csv");
        Assert.Equal("letterboxd-import", export.Layout);
        Assert.Equal((9000001L, 70001, 7, new DateOnly(2020, 2, 29), true, "Slow."), (rows[0].ImdbTitle!.Value, rows[0].Tmdb!.Value, rows[0].Rating!.Value, rows[0].WatchedOn!.Value, rows[0].Rewatch, rows[0].Note));
        Assert.Equal((9, null, true), (rows[1].Rating, rows[1].WatchedOn, rows[1].Watched));
    }

    [Theory]
    [InlineData("ratings.csv", 2)]
    [InlineData("diary.csv", 2)]
    [InlineData("watchlist.csv", 1)]
    [InlineData("list-v7.csv", 2)]
    public void Real_files_are_read_whole(string file, int rows)
    {
        if (Shared("letterboxd/" + file) is not { } bytes)
        {
            return; // a user's clone has no ../shared
        }

        var (export, read) = Read(bytes, file);
        Assert.Equal(("letterboxd", rows), (export.Source, read.Count));
        Assert.All(read, r => Assert.True(r is { Problem: null, Remark: null, Year: > 1900, Name.Length: > 0 }));
    }
}
