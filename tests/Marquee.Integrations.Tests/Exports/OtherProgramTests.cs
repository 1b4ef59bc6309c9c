using Marquee.Integrations.Exports;
using static Marquee.Integrations.Tests.Exports.ExportSamples;

namespace Marquee.Integrations.Tests.Exports;

/// <summary>Programs whose exports are a file or two.</summary>
public sealed class OtherProgramTests
{
    [Fact]
    public void Simkl_as_json_has_films_series_anime_and_episodes()
    {
        var (export, rows) = Read(Bytes("Simkl", "SimklBackup.json"), "SimklBackup.json");
        Assert.Equal(("simkl", "simkl-backup"), (export.Source, export.Layout));
        Assert.Equal(
            [
                ("Harbour Lights", ExportKind.Series, 8, false, false), ("Harbour Lights", ExportKind.Episode, null, true, false), ("Harbour Lights", ExportKind.Episode, null, true, false),
                ("Fog", ExportKind.Series, null, false, true), ("Paper Moon Cat", ExportKind.Film, null, true, false), ("The Lamp", ExportKind.Film, 9, true, false), ("Not For Me", ExportKind.Film, (int?)null, false, false),
            ],
            rows.Select(r => (r.Name, r.Kind, r.Rating, r.Watched, r.Watchlisted)));
        Assert.Equal((1, 1, 80001, 60001), (rows[1].Season!.Value, rows[1].Episode!.Value, rows[1].Tvdb!.Value, rows[1].Tmdb!.Value));
        Assert.Equal((null, "with Ivo", true), (rows[2].WatchedAt, rows[5].Note, rows[6].NotInterested));
        Assert.Equal(export.RowCount, Read(Zip(("SimklBackup.json", Bytes("Simkl", "SimklBackup.json"))), "SimklBackup-1.zip").Rows.Count);
    }

    [Fact]
    public void Simkl_as_csv_names_the_last_episode()
    {
        var rows = Read(Bytes("Simkl", "SimklBackup.csv"), "SimklBackup.csv").Rows;
        Assert.Equal(
            [(ExportKind.Series, true, false, 5, null), (ExportKind.Episode, false, true, null, 3), (ExportKind.Series, false, false, 7, null), (ExportKind.Film, false, true, 6, (int?)null)],
            rows.Select(r => (r.Kind, r.Watchlisted, r.Watched, r.Rating, r.Episode)));
        Assert.Equal(("exports.simkl.lastOnly", new DateOnly(2015, 8, 9), "mal:27775", "my memo"), (rows[1].Remark!.Code, rows[1].WatchedOn!.Value, rows[0].OwnKey, rows[3].Note));
    }

    [Fact]
    public void Tmdb_names_an_episode_by_its_own_ids()
    {
        var rows = Read(Bytes("Tmdb", "ratings.csv"), "ratings.csv").Rows;
        Assert.Equal(("Harbour Lights", 985987, 9100459L, null, null, 1, 1), (rows[0].Name, rows[0].TmdbEpisode!.Value, rows[0].ImdbEpisode!.Value, rows[0].Tmdb, rows[0].ImdbTitle, rows[0].Season!.Value, rows[0].Episode!.Value));
        Assert.Equal([(8, ExportKind.Episode), (7, ExportKind.Film), (9, ExportKind.Series)], rows.Select(r => (r.Rating!.Value, r.Kind)));
        Assert.Equal(("exports.row.rounded", new DateTimeOffset(2023, 5, 2, 9, 40, 17, TimeSpan.Zero)), (rows[2].Remark!.Code, rows[2].RatedAt!.Value));
    }

    [Theory]
    [InlineData("watchlist.csv", ExportContent.Watchlist)]
    [InlineData("anything.csv", ExportContent.Watchlist)]
    [InlineData("favorites.csv", ExportContent.Likes)]
    [InlineData("my list.csv", ExportContent.List)]
    public void Tmdbs_other_files_are_told_apart_by_name(string fileName, ExportContent content) =>
        Assert.Equal(content, Read(Bytes("Tmdb", "watchlist.csv"), fileName).Export.Parts[0].Content);

    [Fact]
    public void Mdblist_gives_lists_and_a_watchlist()
    {
        var (export, rows) = Read(Bytes("MdbList", "rainy-evenings.json"), "rainy-evenings.json");
        Assert.Equal(("mdblist", "rainy evenings"), (export.Source, export.Parts[0].List));
        Assert.Equal([(70001, 9000001, ExportKind.Film, 1), (60001, 9000020, ExportKind.Series, 2)], rows.Select(r => (r.Tmdb!.Value, (int)r.ImdbTitle!, r.Kind, r.Position!.Value)));
        Assert.Equal((true, null), (Read(Bytes("MdbList", "watchlist.json"), "watchlist.json").Rows[0].Watchlisted, Read(Bytes("MdbList", "watchlist.json"), "watchlist.json").Rows[0].List));
        Assert.Equal(("mdblist-csv", 70001), (Read(Bytes("MdbList", "rainy.csv"), "rainy.csv").Export.Layout, Read(Bytes("MdbList", "rainy.csv"), "rainy.csv").Rows[0].Tmdb!.Value));
    }

    [Fact]
    public void Movary_has_every_play_and_a_watchlist_without_the_column_it_names()
    {
        var (export, rows) = Read(Zip(All("Movary")), "movary.zip");
        Assert.Equal(("movary", 3), (export.Source, export.Parts.Count));
        Assert.Equal([(new DateOnly(2022, 3, 4), "in the rain"), (new DateOnly(2022, 3, 4), null), ((DateOnly?)null, (string?)null)], rows.Where(r => r.Watched).Select(r => (r.WatchedOn, r.Note)));
        Assert.Equal(9, rows.Single(r => r.Rating is not null).Rating);
        var coming = rows.Single(r => r.Watchlisted);
        Assert.Equal(("The Coming One", null, 70005, 9000005L, new DateTimeOffset(2022, 3, 4, 10, 11, 12, TimeSpan.Zero)), (coming.Name, coming.Year, coming.Tmdb!.Value, coming.ImdbTitle!.Value, coming.AddedAt!.Value));
    }

    [Fact]
    public void Yamtrack_has_series_seasons_and_episodes_and_things_that_are_no_films()
    {
        var rows = Read(Bytes("Yamtrack", "yamtrack.csv"), "yamtrack.csv").Rows;
        Assert.Equal(
            [(ExportKind.Series, 8, false), (ExportKind.Season, 8, false), (ExportKind.Episode, null, true), (ExportKind.Film, 9, true), (ExportKind.Film, null, false), (ExportKind.Series, null, false), (ExportKind.Unknown, (int?)null, false)],
            rows.Select(r => (r.Kind, r.Rating, r.Watched)));
        Assert.Equal((1, 2, new DateTimeOffset(2024, 2, 10, 20, 0, 0, TimeSpan.Zero), 60001), (rows[2].Season!.Value, rows[2].Episode!.Value, rows[2].WatchedAt!.Value, rows[2].Tmdb!.Value));
        Assert.Equal((true, true, "mal:227", "exports.row.noScreen"), (rows[4].Watchlisted, rows[5].Watchlisted, rows[5].OwnKey, rows[6].Problem!.Code));
    }

    [Fact]
    public void Ryot_has_plays_reviews_of_a_hundred_and_collections()
    {
        var (export, rows) = Read(Bytes("Ryot", "ryot-export.json"), "ryot-export.json");
        Assert.Equal("ryot", export.Source);
        Assert.Equal(
            [("The Lamp", true, null, false, null), ("The Lamp", false, 9, false, null), ("The Lamp", false, null, true, null), ("The Lamp", false, null, false, "Rainy evenings"), ("Harbour Lights", true, (int?)null, false, (string?)null)],
            rows.Select(r => (r.Name, r.Watched, r.Rating, r.Watchlisted, r.List)));
        Assert.Equal(("exports.row.rounded", "Slow.", "Kitchen TV", 60001, 2), (rows[1].Remark!.Code, rows[1].Note, rows[0].Device, rows[4].Tmdb!.Value, rows[4].Episode!.Value));
    }

    [Theory]
    [InlineData("trakt/simkl-backup.csv", "simkl", 2)]
    [InlineData("trakt/tmdb-account-ratings-export.csv", "tmdb", 4)]
    public void Real_files_are_read_whole(string file, string source, int rows)
    {
        if (Shared(file) is not { } bytes)
        {
            return; // a user's clone has no ../shared
        }

        var (export, read) = Read(bytes, Path.GetFileName(file));
        Assert.Equal((source, rows), (export.Source, read.Count));
        Assert.All(read, r => Assert.True(r is { Problem: null, Name.Length: > 0, Rating: > 0 }));
    }
}
