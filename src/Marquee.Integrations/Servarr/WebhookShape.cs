using System.Text.Json.Nodes;

namespace Marquee.Integrations.Servarr;

/// <summary>The webhook among the <c>notification</c> settings (<c>connection</c> in the newer API), whose settings are a list of named fields.</summary>
static class WebhookShape
{
    const string Implementation = "Webhook";
    const int Post = 1;

    static readonly string[] OfBoth =
        ["onGrab", "onDownload", "onUpgrade", "onRename", "onHealthIssue", "onHealthRestored", "onApplicationUpdate", "onManualInteractionRequired"];

    static IEnumerable<string> Events(ServarrProgram program) => program == ServarrProgram.Radarr
        ? [.. OfBoth, "onMovieAdded", "onMovieDelete", "onMovieFileDelete", "onMovieFileDeleteForUpgrade"]
        : [.. OfBoth, "onSeriesAdd", "onSeriesDelete", "onEpisodeFileDelete", "onEpisodeFileDeleteForUpgrade"];

    public static WebhookThere? Read(JsonNode? setting) =>
        setting is JsonObject found && Text(found, "implementation") == Implementation && found["id"] is JsonValue number && number.TryGetValue(out int id)
            ? new WebhookThere(
                id,
                Text(found, "name") ?? "",
                found["fields"] is JsonArray fields ? fields.OfType<JsonObject>().Where(f => Text(f, "name") == "url").Select(f => Text(f, "value")).FirstOrDefault() : null,
                [.. found.Where(p => p.Key.StartsWith("on", StringComparison.Ordinal) && p.Value is JsonValue on && on.TryGetValue(out bool isOn) && isOn).Select(p => p.Key)])
            : null;

    /// <param name="there">What the server has so far; its other settings stay. Null makes a new one.</param>
    public static JsonObject Write(WebhookToSet webhook, ServarrProgram program, JsonObject? there)
    {
        var setting = there is null ? [] : (JsonObject)there.DeepClone();
        setting["name"] = webhook.Name;
        setting["implementation"] = Implementation;
        setting["configContract"] = "WebhookSettings";
        setting["tags"] ??= new JsonArray();
        setting["fields"] = new JsonArray(Field("url", webhook.Address.AbsoluteUri), Field("method", Post), Field("username", webhook.Username), Field("password", webhook.Password));
        setting["includeHealthWarnings"] ??= false;
        foreach (var name in Events(program))
        {
            setting[name] = true;
        }

        return setting;
    }

    static JsonObject Field(string name, JsonNode value) => new() { ["name"] = name, ["value"] = value };

    static string? Text(JsonObject from, string name) => from[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
