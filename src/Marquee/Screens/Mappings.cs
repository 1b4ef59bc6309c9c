using System.Text.Json;
using System.Text.Json.Serialization;
using Marquee.Integrations.Exports;

namespace Marquee.Screens;

/// <summary>What a member says about the columns of a table, as JSON: <c>{"columns":{"0":"name","2":"rating"},"scale":10}</c>.</summary>
public static class Mappings
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <param name="mapping">Null when nothing was said.</param>
    /// <returns>False when it cannot be understood.</returns>
    public static bool TryRead(string? text, out ColumnMapping? mapping)
    {
        mapping = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        try
        {
            mapping = JsonSerializer.Deserialize<ColumnMapping>(text, Options);
            return mapping is { Scale: null or 5 or 10 or 100 };
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static string Write(ColumnMapping mapping) => JsonSerializer.Serialize(mapping, Options);
}
