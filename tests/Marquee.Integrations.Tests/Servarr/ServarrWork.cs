using System.Globalization;
using System.Text.Json.Nodes;

namespace Marquee.Integrations.Tests.Servarr;

/// <summary>What a stand-in is doing: commands, which go one step further each time somebody asks, its queue and its history.</summary>
public sealed class ServarrWork
{
    static readonly string[] Steps = ["queued", "queued", "started", "started", "completed"];

    /// <summary>The arguments that a command wants.</summary>
    static readonly Dictionary<string, string[]> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MoviesSearch"] = ["movieIds"],
        ["SeriesSearch"] = ["seriesId"],
        ["SeasonSearch"] = ["seriesId", "seasonNumber"],
        ["EpisodeSearch"] = ["episodeIds"],
    };

    readonly Dictionary<int, (JsonObject Body, int Asked)> _commands = [];

    public IList<JsonObject> Downloads { get; } = [];

    public IList<JsonObject> History { get; } = [];

    /// <summary>What commands were told, in order.</summary>
    public IEnumerable<JsonObject> Commands => _commands.Values.Select(c => c.Body);

    /// <summary>After a restart no command is known any more.</summary>
    public void Restart() => _commands.Clear();

    internal Reply? Answer(Call call, Func<int> nextId) => (call.Method, call.Path) switch
    {
        ("POST", ["command"]) => Begin(call.Body!, nextId()),
        ("GET", ["command", var id]) => Next(Call.Id(id)),
        ("GET", ["queue"]) => Replies.Page(call, [.. Downloads]),
        ("GET", ["queue", "details"]) => new Reply(200, new JsonArray([.. Downloads.Where(d => Of(d, call)).Select(d => d.DeepClone())])),
        ("GET", ["history", "movie" or "series"]) => new Reply(200, new JsonArray([.. History.Where(h => Of(h, call)).Select(h => h.DeepClone())])),
        ("GET", ["history"]) => Replies.Page(call, [.. History.Where(h => call.Word("downloadId") is not { } only || h["downloadId"]?.GetValue<string>() == only).OrderByDescending(Date)]),
        ("GET", ["history", "since"]) => new Reply(200, new JsonArray([.. History.Where(h => Date(h) >= DateTimeOffset.Parse(call.Word("date")!, CultureInfo.InvariantCulture)).Select(h => h.DeepClone())])),
        _ => null,
    };

    static bool Of(JsonObject about, Call call) => (call.Number("movieId") is { } film && about["movieId"]?.GetValue<int>() == film) || (call.Number("seriesId") is { } series && about["seriesId"]?.GetValue<int>() == series);

    public static JsonObject Entry(int id, string at, string type, string downloadId) => new()
    {
        ["id"] = id,
        ["movieId"] = 1,
        ["sourceTitle"] = "A.Made.Up.Film.2021.1080p",
        ["date"] = at,
        ["eventType"] = type,
        ["downloadId"] = downloadId,
    };

    static DateTimeOffset Date(JsonObject entry) => DateTimeOffset.Parse(entry["date"]!.GetValue<string>(), CultureInfo.InvariantCulture);

    Reply Begin(JsonObject body, int id)
    {
        if (!Known.TryGetValue(body["name"]?.GetValue<string>() ?? "", out var arguments))
        {
            return new Reply(500, new JsonObject { ["message"] = "Sequence contains no matching element", ["description"] = "at Commands" });
        }

        if (arguments.FirstOrDefault(a => body[a] is null) is { } missing)
        {
            return new Reply(500, new JsonObject { ["message"] = $"{missing} is missing" });
        }

        _commands[id] = ((JsonObject)body.DeepClone(), 0);
        return new Reply(201, State(id, Steps[0]));
    }

    Reply Next(int id)
    {
        if (!_commands.TryGetValue(id, out var command))
        {
            return new Reply(404, null);
        }

        _commands[id] = (command.Body, command.Asked + 1);
        return new Reply(200, State(id, Steps[Math.Min(command.Asked + 1, Steps.Length - 1)]));
    }

    JsonObject State(int id, string status) => new()
    {
        ["id"] = id,
        ["name"] = _commands[id].Body["name"]!.GetValue<string>(),
        ["commandName"] = "Search",
        ["status"] = status,
        ["result"] = status == "completed" ? "successful" : "unknown",
        ["message"] = status == "completed" ? "Completed" : null,
        ["queued"] = "2026-01-02T03:04:05Z",
    };
}
