using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Marquee.Sync.Bound;

/// <summary>Reads and writes the members of documents: devices write instants to the millisecond, the house keeps seconds.</summary>
static class Said
{
    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A JSON object without its braces, as documents are stored.</summary>
    public static string Members(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 1, (int)buffer.Length - 2);
    }

    public static JsonElement Object(string members)
    {
        using var document = JsonDocument.Parse($"{{{members}}}");
        return document.RootElement.Clone();
    }

    public static void Instant(Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } known)
        {
            json.WriteString(name, Instant(known));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <returns>Null for a missing member and for one that is null.</returns>
    /// <exception cref="FormatException">It is something else.</exception>
    public static JsonElement? Member(JsonElement of, string name, JsonValueKind kind) =>
        !of.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == kind ? value
        : throw new FormatException($"{name} is no {kind}");

    /// <inheritdoc cref="Member"/>
    public static string? Text(JsonElement of, string name) => Member(of, name, JsonValueKind.String)?.GetString();

    /// <inheritdoc cref="Member"/>
    public static int? Number(JsonElement of, string name) => Member(of, name, JsonValueKind.Number) is not { } value ? null
        : value.TryGetInt32(out var number) ? number
        : throw new FormatException($"{name} is no whole number");

    /// <inheritdoc cref="Member"/>
    public static bool Flag(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null => false,
        _ => throw new FormatException($"{name} is neither true nor false"),
    };

    /// <inheritdoc cref="Member"/>
    public static DateTimeOffset? Time(JsonElement of, string name) => Text(of, name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds())
        : throw new FormatException($"{name} is no instant");

    /// <inheritdoc cref="Member"/>
    public static DateOnly? Day(JsonElement of, string name) => Text(of, name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new FormatException($"{name} is no day");

    public static bool Same(string? one, string? other) => one == other
        || (one is not null && other is not null && JsonElement.DeepEquals(JsonDocument.Parse(one).RootElement, JsonDocument.Parse(other).RootElement));
}
