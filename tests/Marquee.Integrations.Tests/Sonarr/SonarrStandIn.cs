using System.Text.Json.Nodes;
using Marquee.Integrations.Servarr;
using Marquee.Integrations.Tests.Servarr;

namespace Marquee.Integrations.Tests.Sonarr;

/// <summary>
/// A Sonarr of ours with one series of three seasons and some specials that its source knows. The episodes of a series that was
/// added are read some time later, and only then are they marked.
/// </summary>
public sealed class SonarrStandIn(string version) : ServarrStandIn(version)
{
    public const int Tvdb = 800001;
    static readonly (int Season, int Episodes)[] Known = [(0, 2), (1, 4), (2, 4), (3, 3)];

    readonly SortedDictionary<int, JsonObject> _series = [];
    readonly SortedDictionary<int, JsonObject> _episodes = [];
    readonly Dictionary<int, (int Looks, string Monitor)> _unread = [];

    public override ServarrProgram Program => ServarrProgram.Sonarr;

    /// <summary>So often are episodes asked for in vain before they have been read.</summary>
    public int LooksInVain { get; set; }

    public IReadOnlyCollection<JsonObject> Series => _series.Values;

    public IReadOnlyCollection<JsonObject> Episodes => _episodes.Values;

    public IList<int> FilesDeleted { get; } = [];

    public static async Task<SonarrStandIn> Begin(string version)
    {
        var server = new SonarrStandIn(version);
        await server.Start();
        return server;
    }

    public IEnumerable<string> Monitored => _episodes.Values.Where(e => e["monitored"]!.GetValue<bool>()).Select(e => $"{e["seasonNumber"]}x{e["episodeNumber"]}");

    public IEnumerable<int> MonitoredSeasons => _series.Values.SelectMany(s => s["seasons"]!.AsArray()).Where(s => s!["monitored"]!.GetValue<bool>()).Select(s => s!["seasonNumber"]!.GetValue<int>());

    protected override Reply? Own(Call call) => (call.Method, call.Path) switch
    {
        ("GET", ["series"]) => new Reply(200, new JsonArray([.. _series.Values.Where(s => call.Number("tvdbId") is not { } only || only == s["tvdbId"]!.GetValue<int>()).Select(s => s.DeepClone())])),
        ("GET", ["series", "lookup"]) => new Reply(200, call.Word("term") is "tvdb:800001" or "tmdb:700001" or "imdb:tt8000001" ? new JsonArray(Found()) : []),
        ("GET", ["series", var id]) => _series.TryGetValue(Call.Id(id), out var one) ? new Reply(200, one.DeepClone()) : new Reply(404, null),
        ("POST", ["series"]) => Add(call.Body!),
        ("PUT", ["series", "editor"]) => Edit(call),
        ("PUT", ["series", var id, "season"]) when Version == "v5" => Mark(Call.Id(id), [call.Body!]),
        ("PUT", ["series", var id]) => Replace(Call.Id(id), call.Body!),
        ("DELETE", ["series", var id]) => Remove(Call.Id(id), call),
        ("GET", ["episode"]) => new Reply(200, EpisodesOf(call.Number("seriesId") ?? 0)),
        ("PUT", ["episode", "monitor"]) => Mark(call),
        _ => null,
    };

    static JsonObject Found() => new()
    {
        ["title"] = "Harbour Lights",
        ["year"] = 2015,
        ["tvdbId"] = Tvdb,
        ["tmdbId"] = 700001,
        ["imdbId"] = "tt8000001",
        ["status"] = "continuing",
        ["ended"] = false,
        ["monitored"] = false,
        ["seasons"] = new JsonArray([.. Known.Select(k => new JsonObject { ["seasonNumber"] = k.Season, ["monitored"] = k.Season > 0 })]),
    };

    Reply Add(JsonObject body)
    {
        var failures = Settings.Failures(body).ToList();
        if (_series.Values.Any(s => s["tvdbId"]!.GetValue<int>() == body["tvdbId"]!.GetValue<int>()))
        {
            failures.Add(("TvdbId", "This series has already been added", "SeriesExistsValidator"));
        }

        if (body["title"]?.GetValue<string>() is null or "")
        {
            failures.Add(("Title", "'Title' must not be empty.", "NotEmptyValidator"));
        }

        if (failures.Count > 0)
        {
            return Replies.Invalid(failures);
        }

        var series = Found();
        var id = NextId();
        var monitor = body["addOptions"]!["monitor"]!.GetValue<string>();
        series["id"] = id;
        series["monitored"] = body["monitored"]!.GetValue<bool>() && monitor != "none";
        series["monitorNewItems"] = body["monitorNewItems"]!.GetValue<string>();
        series["qualityProfileId"] = body["qualityProfileId"]!.GetValue<int>();
        series["path"] = $"{body["rootFolderPath"]}/Harbour Lights";
        series["tags"] = body["tags"]!.DeepClone();
        series["seasons"] = body["seasons"]!.DeepClone();
        _series[id] = series;
        _unread[id] = (LooksInVain, monitor);
        return new Reply(201, series.DeepClone());
    }

    JsonArray EpisodesOf(int seriesId)
    {
        if (_unread.TryGetValue(seriesId, out var unread))
        {
            if (unread.Looks > 0)
            {
                _unread[seriesId] = (unread.Looks - 1, unread.Monitor);
                return [];
            }

            _unread.Remove(seriesId);
            ReadEpisodes(_series[seriesId], unread.Monitor);
        }

        return new JsonArray([.. _episodes.Values.Where(e => e["seriesId"]!.GetValue<int>() == seriesId).Select(e => e.DeepClone())]);
    }

    /// <summary>The third season is still to be aired.</summary>
    void ReadEpisodes(JsonObject series, string monitor)
    {
        var marked = series["seasons"]!.AsArray().Where(s => s!["monitored"]!.GetValue<bool>()).Select(s => s!["seasonNumber"]!.GetValue<int>()).ToHashSet();
        foreach (var (season, number) in Known.SelectMany(k => Enumerable.Range(1, k.Episodes).Select(e => (k.Season, e))))
        {
            var id = NextId();
            _episodes[id] = new JsonObject
            {
                ["id"] = id,
                ["seriesId"] = series["id"]!.GetValue<int>(),
                ["tvdbId"] = 810000 + id,
                ["seasonNumber"] = season,
                ["episodeNumber"] = number,
                ["title"] = $"Part {number}",
                ["airDateUtc"] = season == 3 ? "2099-01-01T00:00:00Z" : "2016-01-01T00:00:00Z",
                ["hasFile"] = false,
                ["monitored"] = monitor switch
                {
                    "all" => season > 0,
                    "future" => season == 3,
                    "pilot" => (season, number) == (1, 1),
                    "lastSeason" => season == 3,
                    "skip" => marked.Contains(season),
                    _ => false,
                },
            };
        }
    }

    Reply Edit(Call call)
    {
        if (call.Ids("seriesIds").Count(_series.ContainsKey) is var found && found < call.Ids("seriesIds").Count)
        {
            return Replies.Missing(call.Ids("seriesIds").Count, found);
        }

        foreach (var id in call.Ids("seriesIds"))
        {
            _series[id]["monitored"] = call.Body!["monitored"]?.GetValue<bool>() ?? _series[id]["monitored"]!.GetValue<bool>();
            _series[id]["qualityProfileId"] = call.Body["qualityProfileId"]?.GetValue<int>() ?? _series[id]["qualityProfileId"]!.GetValue<int>();
        }

        return new Reply(202, new JsonArray());
    }

    /// <summary>What is not sent back is lost, but for what Sonarr works out.</summary>
    Reply Replace(int id, JsonObject body)
    {
        if (body["path"]?.GetValue<string>() is null or "")
        {
            return Replies.Invalid(("Path", "'Path' must not be empty.", "NotEmptyValidator"));
        }

        var reply = Mark(id, [.. body["seasons"]!.AsArray().OfType<JsonObject>()]);
        if (reply.Status != 200)
        {
            return reply;
        }

        var replaced = (JsonObject)body.DeepClone();
        replaced["ended"] = false;
        _series[id] = replaced;
        return new Reply(202, replaced.DeepClone());
    }

    /// <summary>Episodes follow their season when its mark changes, and only then.</summary>
    Reply Mark(int id, IReadOnlyList<JsonObject> seasons)
    {
        foreach (var told in seasons)
        {
            var number = told["seasonNumber"]!.GetValue<int>();
            if (!_series.TryGetValue(id, out var series) || series["seasons"]!.AsArray().FirstOrDefault(s => s!["seasonNumber"]!.GetValue<int>() == number) is not { } season)
            {
                return new Reply(404, null);
            }

            var monitored = told["monitored"]!.GetValue<bool>();
            if (season["monitored"]!.GetValue<bool>() != monitored)
            {
                season["monitored"] = monitored;
                foreach (var episode in _episodes.Values.Where(e => e["seriesId"]!.GetValue<int>() == id && e["seasonNumber"]!.GetValue<int>() == number))
                {
                    episode["monitored"] = monitored;
                }
            }
        }

        return new Reply(200, new JsonObject { ["seasonNumber"] = 1, ["monitored"] = true });
    }

    Reply Mark(Call call)
    {
        if (call.Ids("episodeIds").Count(_episodes.ContainsKey) is var found && found < call.Ids("episodeIds").Count)
        {
            return Replies.Missing(call.Ids("episodeIds").Count, found);
        }

        foreach (var id in call.Ids("episodeIds"))
        {
            _episodes[id]["monitored"] = call.Body!["monitored"]!.GetValue<bool>();
        }

        return new Reply(202, new JsonArray());
    }

    Reply Remove(int id, Call call)
    {
        if (!_series.Remove(id))
        {
            return new Reply(404, new JsonObject { ["message"] = $"Series with ID {id} does not exist" });
        }

        if (call.Says("deleteFiles"))
        {
            FilesDeleted.Add(id);
        }

        return Version == "v5" ? new Reply(204, null) : new Reply(200, new JsonObject());
    }
}
