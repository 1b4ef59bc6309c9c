using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marquee.Texts;

/// <summary>A text in a column: <c>{"code":"jobs.stopping","params":{}}</c>.</summary>
public static class StoredText
{
    const string Start = "{\"code\":";

    public static string? Write(Text? text) => text is null ? null : Node(text).ToJsonString(JsonSerializerOptions.Web);

    /// <summary>Sentences of releases that stored words are kept as they are.</summary>
    public static Text? Read(string? stored) => stored is null ? null
        : stored.StartsWith(Start, StringComparison.Ordinal) ? Of(JsonSerializer.Deserialize<JsonElement>(stored))
        : Text.Verbatim(stored);

    /// <param name="node">Has <c>code</c> and <c>params</c>, such as problem details of ours.</param>
    public static Text Of(JsonElement node) => new(
        node.GetProperty("code").GetString()!,
        [.. node.GetProperty("params").EnumerateObject().Select(p => (p.Name, Value(p.Value)))]);

    internal static JsonObject Params(Text text)
    {
        var all = new JsonObject();
        foreach (var (name, value) in text.Values)
        {
            all[name] = Value(value);
        }

        return all;
    }

    static JsonObject Node(Text text) => new() { ["code"] = text.Code, ["params"] = Params(text) };

    static JsonNode Value(object value) => value switch
    {
        Text text => Node(text),
        IEnumerable<Text> texts => new JsonArray([.. texts.Select(Node)]),
        int number => number,
        long number => number,
        double number => number,
        _ => value.ToString() ?? "",
    };

    static object Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Of(value),
        JsonValueKind.Array => value.EnumerateArray().Select(Of).ToArray(),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? (object)whole : value.GetDouble(),
        _ => value.GetString()!,
    };
}
