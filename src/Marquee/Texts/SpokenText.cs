using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Marquee.Texts;

/// <summary>In answers a text is a plain sentence in the language of who asks; its code stands beside it where programs need it.</summary>
sealed class SpokenText : JsonConverter<Text>
{
    public override Text? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } words ? Text.Verbatim(words) : null;

    public override void Write(Utf8JsonWriter writer, Text value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>A text for programs.</summary>
/// <param name="Code">Stays the same from release to release.</param>
/// <param name="Params">What the sentence is filled with, by name: strings, numbers, texts as code and params, and lists of them.</param>
public sealed record TextCode(string Code, JsonObject Params)
{
    public static TextCode? Of(Text? text) => text is null ? null : new TextCode(text.Code, StoredText.Params(text));
}
