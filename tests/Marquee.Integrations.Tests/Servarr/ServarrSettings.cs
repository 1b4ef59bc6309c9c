using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Marquee.Integrations.Tests.Servarr;

/// <summary>What a stand-in is set to: profiles, folders, tags, webhooks.</summary>
public sealed partial class ServarrSettings
{
    readonly SortedDictionary<int, string> _tags = new() { [1] = "household" };
    readonly SortedDictionary<int, JsonObject> _webhooks = [];

    public SortedDictionary<int, string> Profiles { get; } = new() { [1] = "Any", [4] = "HD-1080p" };

    public IList<string> RootFolders { get; } = ["/media/first", "/media/second"];

    public IEnumerable<JsonObject> StoredWebhooks => _webhooks.Values;

    public IEnumerable<(string Property, string Message, string Rule)> Failures(JsonObject body)
    {
        if (!Profiles.ContainsKey(body["qualityProfileId"]?.GetValue<int>() ?? 0))
        {
            yield return ("QualityProfileId", "Quality Profile does not exist", "QualityProfileExistsValidator");
        }

        var folder = body["rootFolderPath"]?.GetValue<string>() ?? "";
        if (!RootFolders.Contains(folder))
        {
            yield return folder.Length == 0 ? ("RootFolderPath", "'Root Folder Path' must not be empty.", "NotEmptyValidator") : ("RootFolderPath", $"Root folder '{folder}' does not exist", "RootFolderExistsValidator");
        }
    }

    internal Reply? Tags(Call call)
    {
        switch (call.Method, call.Path)
        {
            case ("GET", ["tag"]):
                return new Reply(200, new JsonArray([.. _tags.Select(t => Tag(t.Key, t.Value))]));
            case ("POST", ["tag"]) when call.Body!["label"]?.GetValue<string>() is var label && !Label().IsMatch(label ?? ""):
                return Replies.Invalid(("Label", "Allowed characters a-z, 0-9 and -", "RegularExpressionValidator"));
            case ("POST", ["tag"]):
                var name = call.Body!["label"]!.GetValue<string>().ToLowerInvariant();
                var id = _tags.FirstOrDefault(t => t.Value == name).Key is > 0 and var there ? there : _tags.Keys.Last() + 1;
                _tags[id] = name;
                return new Reply(201, Tag(id, name));
            default:
                return null;
        }
    }

    internal Reply? Webhooks(Call call, string name, Func<int> nextId)
    {
        if (call.Path[0] != name)
        {
            return null;
        }

        switch (call.Method, call.Path.ElementAtOrDefault(1))
        {
            case ("GET", null):
                return new Reply(200, new JsonArray([.. _webhooks.Values.Select(Masked)]));
            case ("POST", null):
            case ("PUT", { }):
                var id = call.Method == "POST" ? nextId() : Call.Id(call.Path[1]);
                if (call.Method == "PUT" && !_webhooks.ContainsKey(id))
                {
                    return new Reply(404, null);
                }

                if (_webhooks.Any(w => w.Key != id && w.Value["name"]!.GetValue<string>() == call.Body!["name"]!.GetValue<string>()))
                {
                    return Replies.Invalid(("Name", "Should be unique", "PredicateValidator"));
                }

                var stored = (JsonObject)call.Body!.DeepClone();
                stored["id"] = id;
                stored["implementationName"] = "Webhook";
                _webhooks[id] = stored;
                return new Reply(call.Method == "POST" ? 201 : 202, Masked(stored));
            case ("DELETE", { } which) when _webhooks.Remove(Call.Id(which)):
                return name == "connection" ? new Reply(204, null) : new Reply(200, new JsonObject());
            default:
                return new Reply(404, null);
        }
    }

    /// <summary>As it is given out: never with its password.</summary>
    static JsonObject Masked(JsonObject webhook)
    {
        var given = (JsonObject)webhook.DeepClone();
        foreach (var field in given["fields"]!.AsArray().OfType<JsonObject>().Where(f => f["name"]!.GetValue<string>() == "password"))
        {
            field["value"] = "********";
        }

        return given;
    }

    static JsonObject Tag(int id, string label) => new() { ["id"] = id, ["label"] = label };

    [GeneratedRegex("^[a-zA-Z0-9-]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Label();
}
