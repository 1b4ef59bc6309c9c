using System.Text.Json;

namespace Marquee.Catalog;

/// <summary>Whom a person plays, as IMDb writes it: a JSON array of names.</summary>
static class Characters
{
    /// <returns>Empty when nothing is known. Text that is no such array counts as one name.</returns>
    public static IReadOnlyList<string> Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return [];
        }

        try
        {
            return [.. (JsonSerializer.Deserialize<string?[]>(json) ?? []).OfType<string>().Where(name => name.Length > 0)];
        }
        catch (JsonException)
        {
            return [json];
        }
    }
}
