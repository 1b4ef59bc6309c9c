using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Archive;

/// <summary>Reads single entries of an archive, which somebody may have edited.</summary>
static class ArchiveEntries
{
    /// <returns>Null when the entry has not the shape of its section.</returns>
    public static T? Read<T>(JsonElement value, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return value.Deserialize(type);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // another type, or an escape that stands for half of a character
        }
    }

    /// <summary>A text as it was: only what no database keeps is left out, and the end of one that nobody wrote.</summary>
    /// <returns>Null when nothing is left.</returns>
    public static string? Kept(string? text, int most)
    {
        var whole = text?.Replace("\0", "", StringComparison.Ordinal);
        return whole is not { Length: > 0 } ? null : ShortText.Of(whole, most);
    }
}
