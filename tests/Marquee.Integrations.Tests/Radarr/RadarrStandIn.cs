using System.Text.Json.Nodes;
using Marquee.Integrations.Servarr;
using Marquee.Integrations.Tests.Servarr;

namespace Marquee.Integrations.Tests.Radarr;

/// <summary>A Radarr of ours; the films that its source knows are invented.</summary>
public sealed class RadarrStandIn() : ServarrStandIn("v3")
{
    static readonly (int Tmdb, string Imdb, string Title, int Year)[] Known =
        [(900001, "tt9000001", "The Lantern Keepers", 2021), (900002, "tt9000002", "Salt & Paper", 1987), (900003, "", "A Film of No Number", 2030)];

    readonly SortedDictionary<int, JsonObject> _films = [];

    public override ServarrProgram Program => ServarrProgram.Radarr;

    public IReadOnlyCollection<JsonObject> Films => _films.Values;

    /// <summary>Of films whose files went with them.</summary>
    public IList<int> FilesDeleted { get; } = [];

    public IList<int> NeverAgain { get; } = [];

    public static async Task<RadarrStandIn> Begin()
    {
        var server = new RadarrStandIn();
        await server.Start();
        return server;
    }

    public int Has(int tmdb, bool monitored = true, bool file = false)
    {
        var film = Film(Known.First(k => k.Tmdb == tmdb));
        var id = NextId();
        film["id"] = id;
        film["monitored"] = monitored;
        film["path"] = $"/media/first/{film["title"]} ({film["year"]})";
        film["qualityProfileId"] = 1;
        film["added"] = "2024-05-06T07:08:09Z";
        film["hasFile"] = file;
        if (file)
        {
            film["movieFile"] = new JsonObject
            {
                ["id"] = 7,
                ["movieId"] = id,
                ["path"] = $"{film["path"]}/film.mkv",
                ["size"] = 24_397_988_960,
                ["dateAdded"] = "2024-05-07T07:08:09.1234567Z",
                ["quality"] = new JsonObject { ["quality"] = new JsonObject { ["id"] = 7, ["name"] = "Bluray-1080p", ["source"] = "bluray", ["resolution"] = 1080, ["modifier"] = "none" } },
            };
        }

        _films[id] = film;
        return id;
    }

    protected override Reply? Own(Call call) => (call.Method, call.Path) switch
    {
        ("GET", ["movie"]) => new Reply(200, new JsonArray([.. _films.Values.Where(f => call.Number("tmdbId") is not { } only || Tmdb(f) == only).Select(f => f.DeepClone())])),
        ("GET", ["movie", "lookup"]) => new Reply(200, new JsonArray([.. Known.Where(k => call.Word("term") == $"tmdb:{k.Tmdb}" || call.Word("term") == $"imdb:{k.Imdb}").Select(Film)])),
        ("GET", ["movie", var id]) => _films.TryGetValue(Call.Id(id), out var film) ? new Reply(200, film.DeepClone()) : new Reply(404, null),
        ("POST", ["movie"]) => Add(call.Body!),
        ("PUT", ["movie", "editor"]) => Edit(call),
        ("DELETE", ["movie", var id]) => Remove(Call.Id(id), call),
        _ => null,
    };

    static int Tmdb(JsonObject film) => film["tmdbId"]!.GetValue<int>();

    static JsonObject Film((int Tmdb, string Imdb, string Title, int Year) known) => new()
    {
        ["title"] = known.Title,
        ["year"] = known.Year,
        ["tmdbId"] = known.Tmdb,
        ["imdbId"] = known.Imdb,
        ["monitored"] = false,
        ["status"] = "released",
        ["isAvailable"] = true,
        ["genres"] = new JsonArray("Drama"),
        ["ratings"] = new JsonObject(),
        ["tags"] = new JsonArray(),
    };

    Reply Add(JsonObject body)
    {
        var failures = Settings.Failures(body).ToList();
        if (_films.Values.Any(f => Tmdb(f) == Tmdb(body)))
        {
            failures.Add(("TmdbId", "This movie has already been added", "MovieExistsValidator"));
        }
        else if (Known.All(k => k.Tmdb != Tmdb(body)))
        {
            failures.Add(("TmdbId", "A movie with this ID was not found.", ""));
        }

        if (failures.Count > 0)
        {
            return Replies.Invalid(failures);
        }

        var id = Has(Tmdb(body), body["monitored"]!.GetValue<bool>());
        _films[id]["qualityProfileId"] = body["qualityProfileId"]!.GetValue<int>();
        _films[id]["path"] = $"{body["rootFolderPath"]}/{_films[id]["title"]} ({_films[id]["year"]})";
        _films[id]["minimumAvailability"] = body["minimumAvailability"]!.GetValue<string>();
        _films[id]["tags"] = body["tags"]!.DeepClone();
        return new Reply(201, _films[id].DeepClone());
    }

    Reply Edit(Call call)
    {
        var films = call.Ids("movieIds").Where(_films.ContainsKey).Select(id => _films[id]).ToList();
        if (films.Count < call.Ids("movieIds").Count)
        {
            return Replies.Missing(call.Ids("movieIds").Count, films.Count);
        }

        if (call.Body!["qualityProfileId"] is { } profile && !Settings.Profiles.ContainsKey(profile.GetValue<int>()))
        {
            return Replies.Invalid(("QualityProfileId", "Quality Profile does not exist", "QualityProfileExistsValidator"));
        }

        foreach (var film in films)
        {
            film["monitored"] = call.Body["monitored"]?.GetValue<bool>() ?? film["monitored"]!.GetValue<bool>();
            film["qualityProfileId"] = call.Body["qualityProfileId"]?.GetValue<int>() ?? film["qualityProfileId"]!.GetValue<int>();
        }

        return new Reply(202, new JsonArray([.. films.Select(f => f.DeepClone())]));
    }

    Reply Remove(int id, Call call)
    {
        if (!_films.Remove(id))
        {
            return new Reply(404, new JsonObject { ["message"] = $"Movie with ID {id} does not exist" });
        }

        if (call.Says("deleteFiles"))
        {
            FilesDeleted.Add(id);
        }

        if (call.Says("addImportExclusion"))
        {
            NeverAgain.Add(id);
        }

        return new Reply(200, new JsonObject());
    }
}
