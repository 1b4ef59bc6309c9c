using System.Text.Json.Nodes;
using Marquee.Integrations.Outbound;
using Marquee.Integrations.Radarr;
using Marquee.Integrations.Servarr;
using Marquee.Integrations.Tests.Servarr;

namespace Marquee.Integrations.Tests.Radarr;

public sealed class RadarrClientTests : IAsyncLifetime
{
    static CancellationToken None => CancellationToken.None;

    static readonly FilmToAdd Lantern = new() { TmdbId = 900001, Title = "The Lantern Keepers", QualityProfileId = 4, RootFolder = "/media/second" };

    readonly OutboundClients _outbound = ServarrStandIn.Outbound();
    RadarrStandIn _server = null!;

    RadarrClient Client => new ServarrClients(_outbound, TimeProvider.System).Radarr(_server.Connection());

    public async ValueTask InitializeAsync() => _server = await RadarrStandIn.Begin();

    public async ValueTask DisposeAsync()
    {
        _outbound.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Its_state_profiles_folders_and_complaints_are_read()
    {
        Assert.Equal("Living room", (await Client.Status(None)).Value().InstanceName);
        Assert.Equal([(1, "Any"), (4, "HD-1080p")], (await Client.QualityProfiles(None)).Value().Select(p => (p.Id, p.Name!)));
        Assert.Equal([("/media/first", 5_000_000_000_000L), ("/media/second", 5_000_000_000_000L)], (await Client.RootFolders(None)).Value().Select(f => (f.Path, f.FreeSpace!.Value)));
        Assert.Equal("Missing root folder: /gone", Assert.Single((await Client.Health(None)).Value()).Message);
    }

    [Fact]
    public async Task A_tag_is_made_once()
    {
        var made = (await Client.Tag("marquee", None)).Value();
        Assert.Equal(made.Id, (await Client.Tag("Marquee", None)).Value().Id);
        Assert.Equal(["household", "marquee"], (await Client.Tags(None)).Value().Select(t => t.Label!));
        Assert.Single(_server.Asked, a => a.Method == "POST");
        Assert.Equal("Allowed characters a-z, 0-9 and -", Assert.Single(Assert.IsType<Refused>((await Client.Tag("no good", None)).Trouble()).Objections).Message);
    }

    [Fact]
    public async Task A_film_is_found_by_its_numbers_and_by_no_others()
    {
        Assert.Equal(("The Lantern Keepers", 2021, 0), (await Client.Lookup(900001, None)).Value() is { } film ? (film.Title, film.Year, film.Id) : default);
        Assert.Equal(900002, (await Client.Lookup("tt9000002", None)).Value()!.TmdbId);
        Assert.Null((await Client.Lookup(424242, None)).Value());
        Assert.Null((await Client.Lookup("tt0000042", None)).Value());
        // A film whose IMDb number is not known yet is not the one without a number.
        Assert.Null((await Client.Lookup("", None)).Value());
        Assert.Null((await Client.FilmOf(900001, None)).Value());
    }

    [Fact]
    public async Task A_film_is_added_as_asked()
    {
        var added = (await Client.Add(Lantern with { Tags = [1], From = MinimumAvailability.InCinemas }, None)).Value();
        Assert.False(added.WasThere);
        var stored = Assert.Single(_server.Films);
        Assert.Equal((added.Film.Id, 4, "/media/second/The Lantern Keepers (2021)", true, "inCinemas"), (
            stored["id"]!.GetValue<int>(), stored["qualityProfileId"]!.GetValue<int>(), stored["path"]!.GetValue<string>(), stored["monitored"]!.GetValue<bool>(),
            stored["minimumAvailability"]!.GetValue<string>()));
        Assert.Equal(added.Film.Id, (await Client.FilmOf(900001, None)).Value()!.Id);
    }

    [Fact]
    public async Task A_film_that_is_there_is_as_good_as_added()
    {
        var id = _server.Has(900001, monitored: false);
        var added = (await Client.Add(Lantern, None)).Value();
        Assert.Equal((true, id, 1, false), (added.WasThere, added.Film.Id, added.Film.QualityProfileId, added.Film.Monitored));
    }

    [Fact]
    public async Task Two_who_add_the_same_film_at_once_have_both_added_it()
    {
        var id = _server.Has(900001);
        _server.Tricks.Enqueue(async context =>
        {
            await Replies.Send(context, new Reply(409, new JsonObject { ["message"] = "constraint failed UNIQUE constraint failed: Movies.MovieMetadataId" }));
            return true;
        });
        Assert.Equal((id, true), (await Client.Add(Lantern, None)).Value() is var added ? (added.Film.Id, added.WasThere) : default);
    }

    [Fact]
    public async Task What_the_server_objects_to_is_told_in_its_words()
    {
        var refused = Assert.IsType<Refused>((await Client.Add(Lantern with { QualityProfileId = 77, RootFolder = "/gone" }, None)).Trouble());
        Assert.Equal([("QualityProfileId", "Quality Profile does not exist"), ("RootFolderPath", "Root folder '/gone' does not exist")], refused.Objections.Select(o => (o.Property!, o.Message)));
        Assert.Equal("servarr.refused", refused.Code);
        Assert.Equal("A movie with this ID was not found.", Assert.Single(Assert.IsType<Refused>((await Client.Add(Lantern with { TmdbId = 5 }, None)).Trouble()).Objections).Message);
        Assert.Empty(_server.Films);
    }

    [Fact]
    public async Task A_write_is_never_sent_twice()
    {
        _server.Tricks.Enqueue(async context =>
        {
            await Replies.Send(context, new Reply(503, new JsonObject { ["errorMessage"] = "Radarr is starting up, please try again later" }));
            return true;
        });
        var why = Assert.IsType<Unavailable>((await Client.Add(Lantern, None)).Trouble());
        Assert.True(why.Passes);
        Assert.Contains(("message", (object)"Radarr is starting up, please try again later"), why.Values);
        Assert.Single(_server.Asked);
    }

    [Fact]
    public async Task Marks_and_profiles_are_changed_and_nothing_else()
    {
        var (first, second) = (_server.Has(900001), _server.Has(900002));
        (await Client.Monitor([first], monitored: false, None)).Value();
        (await Client.ChangeProfile([first, second], 4, None)).Value();
        Assert.Equal([(false, 4), (true, 4)], _server.Films.Select(f => (f["monitored"]!.GetValue<bool>(), f["qualityProfileId"]!.GetValue<int>())));
        Assert.IsType<NotThere>((await Client.Monitor([first, 4711], monitored: true, None)).Trouble());
        Assert.Equal("Quality Profile does not exist", Assert.Single(Assert.IsType<Refused>((await Client.ChangeProfile([first], 99, None)).Trouble()).Objections).Message);
    }

    [Fact]
    public async Task A_search_is_followed_until_it_is_over()
    {
        var id = _server.Has(900001);
        var begun = (await Client.Search([id], None)).Value();
        Assert.Equal(("queued", false), (begun.Status, begun.IsOver));
        var over = (await Client.Commands.Follow(begun.Id, TimeSpan.FromMinutes(1), None)).Value();
        Assert.True(over is { IsOver: true, Succeeded: true });
        Assert.Equal([id], Assert.Single(_server.Work.Commands)["movieIds"]!.AsArray().Select(n => n!.GetValue<int>()));
    }

    [Fact]
    public async Task A_command_that_a_restart_forgot_is_not_there()
    {
        var begun = (await Client.Search([_server.Has(900001)], None)).Value();
        _server.Work.Restart();
        Assert.IsType<NotThere>((await Client.Commands.Follow(begun.Id, TimeSpan.FromMinutes(1), None)).Trouble());
    }

    [Fact]
    public async Task Patience_with_a_command_ends()
    {
        var begun = (await Client.Search([_server.Has(900001)], None)).Value();
        Assert.False((await Client.Commands.Follow(begun.Id, TimeSpan.Zero, None)).Value().IsOver);
    }

    [Fact]
    public async Task Files_stay_unless_their_deletion_was_said_twice()
    {
        var (kept, deleted) = (_server.Has(900001, file: true), _server.Has(900002, file: true));
        (await Client.Delete(kept, files: null, never: true, None)).Value();
        Assert.Empty(_server.FilesDeleted);
        Assert.Equal([kept], _server.NeverAgain);

        var elsewhere = Assert.IsType<NotConfirmed>((await Client.Delete(deleted, FilesToo.Confirmed(deleted, "/media/first/Another Film (1999)"), never: false, None)).Trouble());
        Assert.Equal("servarr.otherFolder", elsewhere.Code);
        Assert.IsType<NotConfirmed>((await Client.Delete(deleted, FilesToo.Confirmed(kept, "/media/first/Salt & Paper (1987)"), never: false, None)).Trouble());
        Assert.Single(_server.Films);

        (await Client.Delete(deleted, FilesToo.Confirmed(deleted, "/media/first/Salt & Paper (1987)/"), never: false, None)).Value();
        Assert.Equal([deleted], _server.FilesDeleted);
        // Done twice it is still done.
        (await Client.Delete(deleted, FilesToo.Confirmed(deleted, "/media/first/Salt & Paper (1987)"), never: false, None)).Value();
        (await Client.Delete(deleted, files: null, never: false, None)).Value();
    }

    [Fact]
    public async Task Films_come_with_their_files()
    {
        var (with, without) = (_server.Has(900001, file: true), _server.Has(900002));
        var films = new List<RadarrFilm>();
        Assert.Equal(2, (await Client.Films((film, _) =>
        {
            films.Add(film);
            return default;
        }, None)).Value());
        Assert.Equal([with, without], films.Select(f => f.Id));
        Assert.Equal((24_397_988_960, "Bluray-1080p", 1080), films[0].MovieFile is { Quality: { } quality } file ? (file.Size, quality.Name, quality.Resolution) : default);
        Assert.Null(films[1].MovieFile);
        Assert.Equal(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero), films[0].Added);
    }

    [Fact]
    public async Task The_queue_is_walked_page_by_page_and_nothing_twice()
    {
        for (var i = 1; i <= 450; i++)
        {
            _server.Work.Downloads.Add(new JsonObject { ["id"] = i, ["movieId"] = i % 7, ["title"] = $"Release {i}", ["size"] = 1000.0, ["sizeleft"] = 250.0, ["status"] = "downloading", ["downloadId"] = $"D{i}" });
        }

        var seen = new List<Download>();
        var count = await Client.Activity.Downloads((download, _) =>
        {
            // The queue lives on: one that was seen is over, so all others move up.
            if (seen.Count == 50)
            {
                _server.Work.Downloads.Add((JsonObject)_server.Work.Downloads[0].DeepClone());
            }

            seen.Add(download);
            return default;
        }, None);
        Assert.Equal(450, count.Value());
        Assert.Equal(450, seen.Select(d => d.Id).Distinct().Count());
        Assert.Equal((0.75, "D1"), (seen[0].Progress!.Value, seen[0].DownloadId));
        Assert.Equal(3, _server.Asked.Count);
        Assert.All((await Client.Activity.DownloadsOf(5, None)).Value(), download => Assert.Equal(5, download.MovieId));
    }

    [Fact]
    public async Task The_history_is_read_from_its_newest_end_or_since_a_moment()
    {
        _server.Work.History.Add(ServarrWork.Entry(1, "2026-01-01T10:00:00Z", "grabbed", "D1"));
        _server.Work.History.Add(ServarrWork.Entry(2, "2026-01-01T12:00:00Z", "downloadFolderImported", "D1"));
        _server.Work.History.Add(ServarrWork.Entry(3, "2026-01-02T12:00:00Z", "grabbed", "D 3&x"));
        var page = (await Client.Activity.History(1, 2, null, None)).Value();
        Assert.Equal((3, "3 2"), (page.TotalRecords, string.Join(' ', page.Records.Select(r => r.Id))));
        Assert.Equal(3, Assert.Single((await Client.Activity.History(1, 10, "D 3&x", None)).Value().Records).Id);
        Assert.Equal(3, (await Client.Activity.HistoryOf(1, (_, _) => default, None)).Value());
        Assert.Equal(0, (await Client.Activity.HistoryOf(2, (_, _) => default, None)).Value());
        var since = new List<string?>();
        await Client.Activity.HistorySince(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.FromHours(1)), (entry, _) =>
        {
            since.Add(entry.EventType);
            return default;
        }, None);
        Assert.Equal(["downloadFolderImported", "grabbed"], since);
    }
}
