using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marquee.Integrations.Archive;

/// <summary>How the entries are written: names in camel case, letters of every script as themselves, instants to the second in UTC.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ArchiveTitle))]
[JsonSerializable(typeof(ArchiveWatch))]
[JsonSerializable(typeof(ArchiveRating))]
[JsonSerializable(typeof(ArchiveWish))]
[JsonSerializable(typeof(ArchiveMark))]
[JsonSerializable(typeof(ArchiveNote))]
[JsonSerializable(typeof(ArchiveList))]
[JsonSerializable(typeof(ArchiveAnswer))]
[JsonSerializable(typeof(ArchiveCorrection))]
[JsonSerializable(typeof(ArchiveInbox))]
[JsonSerializable(typeof(ArchivePreferences))]
public sealed partial class ArchiveJson : JsonSerializerContext
{
    public static ArchiveJson Entries { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new ArchiveInstant() },
    });
}

/// <summary><c>2024-01-31T20:15:00Z</c>.</summary>
sealed class ArchiveInstant : JsonConverter<DateTimeOffset>
{
    const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Nobody has watched a film before there were any.</summary>
    const int FirstYear = 1890;
    const int LastYear = 2200;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var at) && at.UtcDateTime.Year is >= FirstYear and <= LastYear ? at.ToUniversalTime() : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
}
