using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marquee.Storage.Secrets;

/// <summary>
/// A password or key of an outside system, on its way in from a request or to the call that needs it. Logs, problems, answers
/// and debuggers only ever get to see that it is one.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(SecretTextJson))]
public sealed class SecretText(string value)
{
    /// <summary>For the call that needs it, at that call.</summary>
    public string Reveal() => value;

    public override string ToString() => "(secret)";
}

/// <summary>Reads what was typed, and never writes it.</summary>
sealed class SecretTextJson : JsonConverter<SecretText>
{
    public override SecretText? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text ? new SecretText(text) : null;

    public override void Write(Utf8JsonWriter writer, SecretText value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
