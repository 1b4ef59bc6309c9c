using System.Globalization;
using System.Text.Json;

namespace Marquee.Integrations.Exports;

/// <summary>Reads members of JSON objects whose program may leave them out, write null, or write a number as text.</summary>
static class JsonValues
{
    /// <returns>Undefined when there is none, or when a name beside it is no text (half of a character, escaped).</returns>
    public static JsonElement Member(this JsonElement value, string name)
    {
        try
        {
            return value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : default;
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }

    public static bool Has(this JsonElement value, string name) => value.Member(name).ValueKind != JsonValueKind.Undefined;

    public static bool IsObject(this JsonElement value) => value.ValueKind == JsonValueKind.Object;

    /// <returns>Empty when it is no list.</returns>
    public static IEnumerable<JsonElement> Items(this JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    /// <summary>A text or a number, as text; null when it is neither.</summary>
    public static string? Raw(this JsonElement value, string name) => value.Member(name).Raw();

    public static string? Raw(this JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null; // an escape that stands for half of a character
        }
    }

    public static string? Text(this JsonElement value, string name, int most = ExportLimits.Name) => ExportValues.Text(value.Raw(name), most);

    /// <summary>A whole number, also written as <c>8.0</c> or <c>"8"</c>.</summary>
    public static int? Whole(this JsonElement value, string name, int least = 0, int most = int.MaxValue) =>
        decimal.TryParse(value.Raw(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most && decimal.Truncate(number) == number ? (int)number : null;

    public static bool True(this JsonElement value, string name) => value.Member(name).ValueKind == JsonValueKind.True;

    public static ExportMoment Moment(this JsonElement value, string name)
    {
        var text = value.Raw(name) ?? "";
        return ExportMoment.Of(text, new ExportDates(), out _);
    }
}
