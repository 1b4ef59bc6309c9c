using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Letterboxd;

/// <summary>The tags of an entry, separated by commas.</summary>
static class LetterboxdTags
{
    public static IReadOnlyList<string> Of(string? cell) => cell is null ? [] :
        [.. cell.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(t => ExportValues.Text(t, 100)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Take(100)];
}
