using Marquee.Integrations.Exports;
using static Marquee.Integrations.Tests.Exports.ExportSamples;

namespace Marquee.Integrations.Tests.Netflix;

public sealed class NetflixTests
{
    [Fact]
    public void Films_and_episodes_are_told_apart()
    {
        var rows = Read(Bytes("Netflix", "history-us.csv"), "NetflixViewingHistory.csv").Rows;
        Assert.Equal(
            [
                ("Harbour Lights", ExportKind.Episode, 3, "The Camping Holiday / Fog"), ("The Lamp: Into the Lake", ExportKind.Unknown, null, null), ("Man and Gull", ExportKind.Episode, 1, "Chapter 3"),
                ("Creature Tales", ExportKind.Episode, 6, "The Thirsty Thief"), ("7 Gulls", ExportKind.Episode, 1, "The Prince / The Duckling"), ("Nordlys: It Takes Two", ExportKind.Episode, 1, "The Great Outdoors: Part 2"),
                ("Harbour Lights", ExportKind.Episode, null, "A Christmas Special"), (": Episode 7", ExportKind.Unknown, null, null), ("Rio Grande Lamp 2", ExportKind.Film, (int?)null, (string?)null),
            ],
            rows.Select(r => (r.Name, r.Kind, r.Season, r.EpisodeName)));
        Assert.Equal((3, "exports.netflix.part", "exports.netflix.removed"), (rows[2].Episode, rows[3].Remark!.Code, rows[7].Problem!.Code));
        Assert.Equal([new DateOnly(2025, 3, 2), new DateOnly(2025, 2, 17)], [rows[0].WatchedOn!.Value, rows[2].WatchedOn!.Value]);
    }

    [Theory]
    [InlineData("Harbour: Season 2: Fog", "Harbour", 2, "Fog")]
    [InlineData("Harbour: Series 2: Fog", "Harbour", 2, "Fog")]
    [InlineData("Hafen: Staffel 2: Nebel", "Hafen", 2, "Nebel")]
    [InlineData("Puerto: Temporada 2: Niebla: Parte 1", "Puerto", 2, "Niebla: Parte 1")]
    [InlineData("Port : Saison 2 : Brume", "Port", 2, "Brume")]
    [InlineData("Porto: Stagione 2: Nebbia", "Porto", 2, "Nebbia")]
    [InlineData("Haven: Seizoen 12: Mist", "Haven", 12, "Mist")]
    [InlineData("Kikötő: 2. évad: Köd", "Kikötő", 2, "Köd")]
    [InlineData("Liman: 2. Sezon: Sis", "Liman", 2, "Sis")]
    [InlineData("Порт: Сезон 2: Туман", "Порт", 2, "Туман")]
    [InlineData("港: シーズン2: 霧", "港", 2, "霧")]
    [InlineData("港：第 2 季：霧", "港", 2, "霧")]
    [InlineData("항구: 시즌 2: 안개", "항구", 2, "안개")]
    [InlineData("Harbour: Part 2: Fog", "Harbour", 2, "Fog")]
    [InlineData("Harbour: Volume 1: Fog", "Harbour", 1, "Fog")]
    [InlineData("Harbour: Book 3: Fog", "Harbour", 3, "Fog")]
    [InlineData("Harbour: Limited Series: Fog", "Harbour", 1, "Fog")]
    [InlineData("Hafen: Miniserie: Nebel", "Hafen", 1, "Nebel")]
    [InlineData("Port : Mini-série : Brume", "Port", 1, "Brume")]
    [InlineData("Harbour: Season 2", "Harbour", 2, null)]
    [InlineData("4:50 to Harbour", "4:50 to Harbour", null, null)]
    [InlineData("Lamp: Vol. 2", "Lamp: Vol. 2", null, null)]
    public void A_season_is_a_season_in_every_language(string title, string series, int? season, string? episode)
    {
        var row = Read($"Title,Date\n\"{title}\",2020-01-02\n", "").Rows[0];
        Assert.Equal((series, season, episode), (row.Name, row.Season, row.EpisodeName));
    }

    [Theory]
    [InlineData("history-de.csv", "Hafenlichter", 2, "2025-03-02")]
    [InlineData("history-fr.csv", "Lumières du port", 2, "2025-03-02")]
    public void Other_languages_have_other_dates(string file, string series, int season, string day)
    {
        var row = Read(Bytes("Netflix", file), file).Rows[0];
        Assert.Equal((series, season, day), (row.Name, row.Season!.Value, row.WatchedOn!.Value.ToString("O", null)));
    }

    [Theory]
    [InlineData("3/2/25", "2/28/25", "2025-03-02", null)] // another date decides
    [InlineData("3/2/25", "28/2/25", "2025-02-03", null)]
    [InlineData("3/2/25", "3/1/25", "2025-03-02", "exports.netflix.monthFirst")] // two readings, both sorted: as Americans write
    [InlineData("03/02/2025", "02/02/2025", "2025-02-03", "exports.netflix.dayFirst")]
    [InlineData("2025-03-02", "2025-03-01", "2025-03-02", null)]
    [InlineData("2.3.2025", "1.3.2025", "2025-03-02", null)]
    [InlineData("2025. 3. 2.", "2025. 3. 1.", "2025-03-02", null)]
    public void The_order_of_a_date_is_decided_over_the_file(string first, string second, string day, string? remark)
    {
        var (export, rows) = Read($"Title,Date\nA,{first}\nB,{second}\n", "");
        Assert.Equal((day, remark), (rows[0].WatchedOn?.ToString("O", null), export.Parts[0].Remarks.SingleOrDefault()?.Code));
    }

    [Fact]
    public void A_history_runs_backwards_which_decides_between_two_orders()
    {
        // As days first these would jump about; as months first they fall.
        var (export, rows) = Read("Title,Date\nA,5/1/24\nB,4/9/24\nC,4/2/24\nD,3/11/24\n", "");
        Assert.Equal(["2024-05-01", "2024-04-09", "2024-04-02", "2024-03-11"], rows.Select(r => r.WatchedOn?.ToString("O", null)));
        Assert.Empty(export.Parts[0].Remarks);
    }

    [Fact]
    public void A_column_of_ratings_is_read_where_somebody_added_one() =>
        Assert.Equal([8, null], Read(Bytes("Netflix", "history-rated.csv"), "").Rows.Select(r => r.Rating));

    [Fact]
    public void The_personal_data_tell_profiles_apart_and_skip_what_was_only_started()
    {
        var (export, rows) = Read(Zip(All("Netflix").Where(f => f.Path.Contains('/', StringComparison.Ordinal))), "netflix-report.zip");
        var activity = rows.Where(r => r.Watched).ToList();
        Assert.Equal([("Ada", "Harbour Lights", "Kitchen TV"), ("Ivo", "The Lamp", "Phone")], activity.Select(r => (r.Profile!, r.Name, r.Device!)));
        Assert.Equal(new DateTimeOffset(2023, 5, 2, 20, 14, 33, TimeSpan.Zero), activity[0].WatchedAt);
        Assert.Equal([("exports.netflix.supplements", 2), ("exports.netflix.started", 1), ("exports.netflix.profiles", 2)], export.Parts.Single(p => p.Layout == "netflix-activity").Remarks.Select(r => (r.Code, (int)r.Values[0].Value)));
        Assert.Equal([(true, false, null), (false, true, null), (false, false, 8), (false, false, null)], rows.Where(r => r.Part.EndsWith("Ratings.csv", StringComparison.Ordinal)).Select(r => (r.Liked, r.NotInterested, r.Rating)));
        Assert.True(rows.Single(r => r.Name == "The Coming One").Watchlisted);
        Assert.Contains(export.Remarks, r => r.Code == "exports.archive.unknown");
    }

    [Fact]
    public void A_real_file_is_read_whole()
    {
        if (Shared("netflix/viewing-history-us.csv") is not { } bytes)
        {
            return; // a user's clone has no ../shared
        }

        var (export, rows) = Read(bytes, "NetflixViewingHistory.csv");
        Assert.Equal(("netflix", 9), (export.Source, rows.Count));
        Assert.All(rows, r => Assert.True(r is { Problem: null, WatchedOn.Year: 2025 }));
        Assert.Equal(5, rows.Count(r => r is { Kind: ExportKind.Episode, Remark: null }));
    }
}
