using System.Text;
using System.Text.Json;
using Marquee.Integrations.Servarr;
using Marquee.Integrations.Servarr.Events;

namespace Marquee.Integrations.Tests.Servarr.Events;

public sealed class EventReaderTests
{
    static EventReading Reading(string json, ServarrProgram program = ServarrProgram.Radarr) => EventReader.Read(program, Encoding.UTF8.GetBytes(json));

    static ServarrEvent Radarr(string json) => Assert.IsType<ServarrEvent>(Reading(json));

    static ServarrEvent Sonarr(string json) => Assert.IsType<ServarrEvent>(Reading(json, ServarrProgram.Sonarr));

    [Fact]
    public void A_grab_says_of_what_and_by_which_download()
    {
        var grab = Radarr(EventSamples.MovieGrab);
        Assert.Equal((ServarrEventKind.Grab, "Grab", "Living room"), (grab.Kind, grab.Name, grab.Instance));
        Assert.Equal(new EventTitle(12, 900001, null, "tt9000001", "The Lantern Keepers", 2021, "/films/The Lantern Keepers (2021)"), grab.Title);
        Assert.Equal(("00112233445566778899AABBCCDDEEFF00112233", "Transmission", "A.Made.Up.Release-GRP", "Nowhere", "Bluray-1080p", 2630667520L),
            (grab.DownloadId, grab.DownloadClient, grab.Release, grab.Indexer, grab.Quality, grab.Size!.Value));

        var unknown = Radarr(EventSamples.UnknownMovieGrab);
        Assert.Equal(new EventTitle(null, 900001, null, "tt9000001", "The Lantern Keepers", 2021, null), unknown.Title);
    }

    [Fact]
    public void Episodes_come_with_their_numbers()
    {
        var grab = Sonarr(EventSamples.SeriesGrab);
        Assert.Equal(new EventTitle(5, 700001, 800001, "tt8000001", "Harbour Lights", 2015, "/series/Harbour Lights"), grab.Title);
        Assert.Equal([new EventEpisode(51, 2, 3, 810051, "Ebb"), new EventEpisode(52, 2, 4, null, "Flood")], grab.Episodes);
    }

    [Fact]
    public void An_import_and_an_upgrade_are_two_things()
    {
        var import = Radarr(EventSamples.MovieImport);
        Assert.Equal((ServarrEventKind.Import, "D1", "Bluray-1080p", 0), (import.Kind, import.DownloadId, import.Quality, import.Replaced.Count));
        Assert.Equal(new EventFile(70, "/films/one.mkv", null, "Bluray-1080p", 2634071875), Assert.Single(import.Files));
        var upgrade = Radarr(EventSamples.MovieUpgrade);
        Assert.Equal((ServarrEventKind.Upgrade, "/films/old.mkv", 69), (upgrade.Kind, Assert.Single(upgrade.Replaced).Path, upgrade.Replaced[0].Id));
        Assert.Equal((ServarrEventKind.Import, 1), Sonarr(EventSamples.SeriesImport) is var one ? (one.Kind, one.Files.Count) : default);
        Assert.Equal((ServarrEventKind.Import, 2), Sonarr(EventSamples.SeasonImport) is var many ? (many.Kind, many.Files.Count) : default);
    }

    [Fact]
    public void What_is_removed_says_whether_the_files_went_too()
    {
        Assert.Equal((ServarrEventKind.Removed, true), Radarr(EventSamples.MovieDelete) is var film ? (film.Kind, film.FilesDeleted) : default);
        Assert.Equal((ServarrEventKind.Removed, false, 800001), Sonarr(EventSamples.SeriesDelete) is var series ? (series.Kind, series.FilesDeleted, series.Title!.TvdbId!.Value) : default);
        Assert.Equal((ServarrEventKind.FileDeleted, "missingFromDisk", 70), Radarr(EventSamples.MovieFileDelete) is var file ? (file.Kind, file.Reason, Assert.Single(file.Files).Id!.Value) : default);
        Assert.Equal((ServarrEventKind.FileDeleted, "upgrade", 2), Sonarr(EventSamples.EpisodeFileDelete) is var episodes ? (episodes.Kind, episodes.Reason, episodes.Episodes.Count) : default);
    }

    [Fact]
    public void Everything_else_that_they_send_is_known()
    {
        Assert.Equal(new EventFile(70, "/films/b.mkv", "/films/a.mkv", null, 1), Assert.Single(Radarr(EventSamples.MovieRename).Files));
        Assert.Equal(ServarrEventKind.Rename, Radarr(EventSamples.MovieRename).Kind);
        Assert.Equal(ServarrEventKind.Added, Radarr(EventSamples.MovieAdded).Kind);
        Assert.Equal(ServarrEventKind.Added, Sonarr(EventSamples.SeriesAdd).Kind);
        Assert.Equal((ServarrEventKind.HealthIssue, "error", "No indexers available", "IndexerStatusCheck"), Radarr(EventSamples.Health) is var ill ? (ill.Kind, ill.Level, ill.Message, ill.Check) : default);
        Assert.Equal(ServarrEventKind.HealthRestored, Radarr(EventSamples.HealthRestored).Kind);
        Assert.Equal((ServarrEventKind.ApplicationUpdate, "2.0.0.1"), Sonarr(EventSamples.ApplicationUpdate) is var update ? (update.Kind, update.NewVersion) : default);
        Assert.Equal((ServarrEventKind.ManualInteraction, "D4", "No files found Import it by hand", "A.Made.Up.Release-GRP"),
            Radarr(EventSamples.ManualInteraction) is var waits ? (waits.Kind, waits.DownloadId, waits.Message, waits.Release) : default);
        Assert.Equal(ServarrEventKind.Test, Radarr(EventSamples.Test).Kind);
    }

    [Fact]
    public void An_event_of_a_later_version_is_unknown_and_no_refusal() =>
        Assert.Equal((ServarrEventKind.Unknown, "MovieTeleported", 12), Radarr(EventSamples.MovieAdded.Replace("MovieAdded", "MovieTeleported", StringComparison.Ordinal)) is var later ? (later.Kind, later.Name, later.Title!.Id!.Value) : default);

    [Fact]
    public void Numbers_that_are_none_match_nothing()
    {
        var nameless = Radarr("""{"eventType":"MovieAdded","movie":{"id":0,"tmdbId":0,"imdbId":"","title":" ","year":0,"folderPath":null}}""");
        Assert.Equal(new EventTitle(null, null, null, null, null, null, null), nameless.Title);
        Assert.Null(Radarr(EventSamples.SeriesAdd).Title);
    }

    [Theory]
    [InlineData("", "servarr.webhook.notJson")]
    [InlineData("null", "servarr.webhook.notJson")]
    [InlineData("[]", "servarr.webhook.notJson")]
    [InlineData("This is no JSON", "servarr.webhook.notJson")]
    [InlineData("{}", "servarr.webhook.notJson")]
    [InlineData("""{"eventType":"Grab" """, "servarr.webhook.notJson")]
    [InlineData("""{"eventType":["Grab"]}""", "servarr.webhook.layout")]
    [InlineData("""{"eventType":"Grab","movie":"The Lantern Keepers"}""", "servarr.webhook.layout")]
    [InlineData("""{"eventType":"Grab","movie":{"tmdbId":"many"}}""", "servarr.webhook.layout")]
    [InlineData("""{"eventType":"Grab","episodes":{"id":1}}""", "servarr.webhook.layout")]
    [InlineData("""{"eventType":"Grab","release":{"size":1e400}}""", "servarr.webhook.layout")]
    [InlineData("""{"eventType":"Download","deletedFiles":[{"id":{}}]}""", "servarr.webhook.layout")]
    [InlineData("""{"eventType":"Grab","episodes":[null]}""", "servarr.webhook.layout")]
    public void What_is_none_of_theirs_is_refused(string json, string code) => Assert.Equal(code, Assert.IsType<UnreadableEvent>(Reading(json, ServarrProgram.Sonarr)).Code);

    [Fact]
    public void The_deep_and_the_huge_are_refused_without_being_walked()
    {
        var deep = $$"""{"eventType":"Grab","x":{{new string('[', 50_000)}}{{new string(']', 50_000)}}}""";
        Assert.IsType<UnreadableEvent>(Reading(deep));
        Assert.Equal("servarr.webhook.tooLarge", Assert.IsType<UnreadableEvent>(Reading($$"""{"eventType":"Grab","x":"{{new string('x', EventReader.MostBytes)}}"}""")).Code);
        Assert.Equal(1000, Radarr($$"""{"eventType":"Health","message":"{{new string('x', 100_000)}}"}""").Message!.Length);
    }

    [Fact]
    public void Damage_of_any_kind_is_an_event_or_a_refusal()
    {
        string[] all = [EventSamples.MovieGrab, EventSamples.SeasonImport, EventSamples.MovieUpgrade, EventSamples.ManualInteraction];
        var random = new Random(20261125);
        for (var i = 0; i < 4000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(all[i % all.Length]);
            for (var hits = random.Next(1, 6); hits > 0; hits--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            Assert.NotNull(EventReader.Read(i % 2 == 0 ? ServarrProgram.Radarr : ServarrProgram.Sonarr, bytes.AsMemory(0, random.Next(bytes.Length + 1))));
        }
    }

    [Fact]
    public void Genuine_webhooks_are_read()
    {
        if (SharedData.Find("recorded", "radarr", "webhook-download-full.json") is not { } full)
        {
            return; // a user's clone has no ../shared
        }

        var import = Assert.IsType<ServarrEvent>(EventReader.Read(ServarrProgram.Radarr, File.ReadAllBytes(full)));
        Assert.Equal((ServarrEventKind.Import, 597, 82675, "Bluray-1080p"), (import.Kind, import.Title!.Id!.Value, import.Title.TmdbId!.Value, import.Quality));
        foreach (var (program, folder) in new[] { (ServarrProgram.Radarr, "radarr"), (ServarrProgram.Sonarr, "sonarr") })
        {
            foreach (var file in Directory.GetFiles(Path.Combine(Path.GetDirectoryName(full)!, "..", folder), "webhook-minimal-*.json"))
            {
                var reading = EventReader.Read(program, File.ReadAllBytes(file));
                if (file.EndsWith("invalid.json", StringComparison.Ordinal))
                {
                    Assert.IsType<UnreadableEvent>(reading);
                    continue;
                }

                var read = Assert.IsType<ServarrEvent>(reading);
                Assert.NotEqual(ServarrEventKind.Unknown, read.Kind);
                Assert.True(read.Kind == ServarrEventKind.Test || read.Title!.Folder is not null, JsonSerializer.Serialize(read));
            }
        }
    }
}
