using Marquee.Integrations.Exports;
using static Marquee.Integrations.Tests.Exports.ExportSamples;

namespace Marquee.Integrations.Tests.Trakt;

public sealed class TraktTests
{
    static (ExportFile Export, List<ExportRow> Rows) Archive() =>
        Read(Zip(All("Trakt").Where(f => f.Path.StartsWith("export/", StringComparison.Ordinal))), "trakt.zip");

    static List<ExportRow> Part(string name) => [.. Archive().Rows.Where(r => r.Part == name)];

    [Fact]
    public void The_archive_is_read_whole_and_says_what_it_leaves_out()
    {
        var (export, rows) = Archive();
        Assert.Equal(("trakt", "trakt-zip"), (export.Source, export.Layout));
        Assert.Equal(["exports.archive.unknown", "exports.trakt.collection", "exports.trakt.watchedAgain"], export.Remarks.Select(r => r.Code).Order());
        Assert.All(rows, r => Assert.Null(r.Problem));
        Assert.DoesNotContain(export.Parts, p => p.Content == ExportContent.Watched);
    }

    [Fact]
    public void Every_play_is_kept_with_its_instant()
    {
        var plays = Part("watched-history-1.json");
        Assert.Equal(["trakt:play:11", "trakt:play:12", "trakt:play:13"], plays.Select(r => r.PlayKey));
        Assert.Equal([9000001, 9000001, 9000020], plays.Select(r => r.ImdbTitle!.Value));
        Assert.Equal(new DateTimeOffset(2023, 1, 2, 20, 0, 0, TimeSpan.Zero), plays[1].WatchedAt);
    }

    [Fact]
    public void An_episode_has_its_own_ids_beside_those_of_its_series()
    {
        var row = Part("watched-history-1.json")[2];
        Assert.Equal((ExportKind.Episode, "Harbour Lights", 2018, 1, 2, "The Buoy"), (row.Kind, row.Name, row.Year!.Value, row.Season!.Value, row.Episode!.Value, row.EpisodeName));
        Assert.Equal((9000020L, 9101002L, 60001, 1004, 80001, 1003), (row.ImdbTitle!.Value, row.ImdbEpisode!.Value, row.Tmdb!.Value, row.TmdbEpisode!.Value, row.Tvdb!.Value, row.TvdbEpisode!.Value));
        Assert.Equal("trakt:show:601", row.OwnKey);
    }

    [Fact]
    public void The_beginning_of_1970_is_no_date()
    {
        var row = Assert.Single(Part("watched-history-2.json"));
        Assert.Equal((true, null, null, 0, 3), (row.Watched, row.WatchedAt, row.WatchedOn, row.Season!.Value, row.Episode!.Value));
    }

    [Fact]
    public void Ratings_are_of_films_seasons_and_episodes()
    {
        Assert.Equal((8, ExportKind.Film), (Part("ratings-movies.json")[0].Rating, Part("ratings-movies.json")[0].Kind));
        Assert.Equal((7, ExportKind.Season, 4), (Part("ratings-seasons.json")[0].Rating, Part("ratings-seasons.json")[0].Kind, Part("ratings-seasons.json")[0].Season!.Value));
        Assert.Equal(new DateTimeOffset(2024, 3, 8, 19, 37, 32, TimeSpan.Zero), Part("ratings-episodes.json")[0].RatedAt);
    }

    [Fact]
    public void Watchlist_favourites_and_lists_are_told_apart_by_name_and_lists_by_their_number()
    {
        var (watchlist, favourite) = (Part("lists-watchlist.json")[0], Part("lists-favorites.json")[0]);
        Assert.Equal((true, false, null, "with Ivo"), (watchlist.Watchlisted, watchlist.Liked, watchlist.List, watchlist.Note));
        Assert.Equal((false, true, null), (favourite.Watchlisted, favourite.Liked, favourite.List));
        var listed = Part("lists-list-4242-rewatch-soon.json");
        Assert.All(listed, r => Assert.Equal(("Rewatch, soon!", ExportPrivacy.Private, false), (r.List, r.Privacy, r.Watchlisted)));
        Assert.Equal([(2, ExportKind.Film), (1, ExportKind.Season)], listed.Select(r => (r.Position!.Value, r.Kind)));
        Assert.Equal("Slow, and better for it.", Part("comments-movies.json")[0].Note);
    }

    [Fact]
    public void A_list_alone_is_called_after_its_file() =>
        Assert.Equal("rewatch soon", Read(Bytes("Trakt", "export/lists-list-4242-rewatch-soon.json"), "lists-list-4242-rewatch-soon.json").Export.Parts[0].List);

    [Fact]
    public void A_list_that_is_called_watchlist_is_not_the_watchlist()
    {
        var row = Read(Bytes("Trakt", "export/lists-watchlist.json"), "lists-list-55-watchlist-of-old.json").Rows[0];
        Assert.Equal((false, "watchlist of old"), (row.Watchlisted, row.List));
    }

    [Fact]
    public void Counts_give_a_row_for_each_episode()
    {
        var (export, rows) = Read(Bytes("Trakt", "watched-shows.json"), "watched-shows.json");
        Assert.Equal(ExportContent.Watched, export.Parts[0].Content);
        Assert.Equal([(1, 1, 1), (1, 2, 3)], rows.Select(r => (r.Season!.Value, r.Episode!.Value, r.Plays!.Value)));
        Assert.Equal(new DateTimeOffset(2025, 7, 1, 18, 41, 0, TimeSpan.Zero), rows[1].WatchedAt);
    }

    [Fact]
    public void All_lists_in_one_text_are_told_apart_by_their_names()
    {
        var rows = Read(Bytes("Trakt", "all-in-one.json"), "trakt.json").Rows;
        Assert.Equal([(8, false, false), (null, true, false), (null, false, true)], rows.Select(r => (r.Rating, r.Watchlisted, r.Watched)));
    }

    [Fact]
    public void A_table_of_a_page_is_read_too()
    {
        var rows = Read(Bytes("Trakt", "ratings.csv"), "ratings.csv").Rows;
        Assert.Equal((9, ExportKind.Episode, 7, 7, "Dangerous Water", 9000020L, 9100999L), (rows[0].Rating, rows[0].Kind, rows[0].Season, rows[0].Episode, rows[0].EpisodeName, rows[0].ImdbTitle!.Value, rows[0].ImdbEpisode!.Value));
        Assert.Equal((6, ExportKind.Film, null), (rows[1].Rating, rows[1].Kind, rows[1].Season));
    }

    [Theory]
    [InlineData("api-ratings.json", 1)]
    [InlineData("api-watched.json", 3)]
    [InlineData("ratings-export.csv", 1)]
    public void Real_files_are_read_whole(string file, int rows)
    {
        if (Shared("trakt/" + file) is not { } bytes)
        {
            return; // a user's clone has no ../shared
        }

        var (export, read) = Read(bytes, file);
        Assert.Equal(("trakt", rows), (export.Source, read.Count));
        Assert.All(read, r => Assert.True(r is { Problem: null, ImdbTitle: > 0, Tmdb: > 0, Year: > 1900 }));
    }
}
