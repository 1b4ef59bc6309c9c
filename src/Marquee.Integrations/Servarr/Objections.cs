using System.Text.Json;

namespace Marquee.Integrations.Servarr;

/// <summary>
/// What a server says about a refusal, in each of the shapes that the family uses: a list of validation failures, one
/// <c>message</c>, <c>errorMessage</c> while it starts up, or ASP.NET's problem details with <c>errors</c> by property.
/// The value that it objects to is left out, since that may be a password.
/// </summary>
static class Objections
{
    const int Most = 20;
    const int LongestMessage = 300;

    /// <returns>Empty when the text is none of these.</returns>
    public static IReadOnlyList<Objection> In(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = SoundJson.Parse(json);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Array => [.. document.RootElement.EnumerateArray().Select(Failure).OfType<Objection>().Take(Most)],
                JsonValueKind.Object => [.. OfObject(document.RootElement).Take(Most)],
                _ => [],
            };
        }
        catch (JsonException)
        {
            return [];
        }
    }

    static Objection? Failure(JsonElement failure) =>
        Text(failure, "errorMessage") is { } message ? new Objection(Text(failure, "propertyName"), message, Text(failure, "errorCode")) : null;

    static IEnumerable<Objection> OfObject(JsonElement problem)
    {
        if (problem.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object)
        {
            return from property in errors.EnumerateObject()
                   where property.Value.ValueKind == JsonValueKind.Array
                   from message in property.Value.EnumerateArray()
                   where message.ValueKind == JsonValueKind.String
                   select new Objection(Plain(property.Name), Plain(message.GetString()!), null);
        }

        return (Text(problem, "message") ?? Text(problem, "errorMessage") ?? Text(problem, "title")) is { } said ? [new Objection(null, said, null)] : [];
    }

    static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && Plain(value.GetString()!) is { Length: > 0 } text
            ? text
            : null;

    /// <summary>On one line and not longer than people read.</summary>
    static string Plain(string text)
    {
        var line = string.Concat(text.Take(LongestMessage + 1).Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length > LongestMessage ? Exports.ShortText.Of(line, LongestMessage) + "…" : line;
    }
}
