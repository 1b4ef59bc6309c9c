using System.Globalization;
using Marquee.Integrations.Exports;

namespace Marquee.Tests.Watching;

/// <summary>What a catalog must have for the rows of samples to be about something: their films and series by name, and the episodes.</summary>
sealed class SampleTitles
{
    const int First = 20_000_001;

    readonly Dictionary<(string Name, bool Series), int> _titles = [];
    readonly HashSet<(int Series, int Season, int Episode)> _numbered = [];

    public List<string> Basics { get; } = [];

    public List<string> Episodes { get; } = [];

    public static SampleTitles Of(IEnumerable<ExportRow> rows)
    {
        var titles = new SampleTitles();
        foreach (var row in rows.Where(row => row.Name.Length > 0 && row.ImdbTitle is null && row.Kind != ExportKind.Season))
        {
            titles.Add(row);
        }

        return titles;
    }

    void Add(ExportRow row)
    {
        var series = row.Kind is ExportKind.Series or ExportKind.Episode;
        if (!_titles.TryGetValue((row.Name, series), out var title))
        {
            _titles[(row.Name, series)] = title = Title(series ? "tvSeries" : "movie", row.Name, row.Year);
        }

        if (row is { Kind: ExportKind.Episode, Episode: { } episode } && _numbered.Add((title, row.Season ?? 1, episode)))
        {
            var number = Title("tvEpisode", row.EpisodeName ?? $"Episode {episode}", row.Year);
            Episodes.Add(string.Create(CultureInfo.InvariantCulture, $"tt{number}|tt{title}|{row.Season ?? 1}|{episode}"));
        }
    }

    int Title(string kind, string name, int? year)
    {
        var number = First + Basics.Count;
        var plain = name.Replace('|', ' ').Replace('\t', ' ');
        Basics.Add(string.Create(CultureInfo.InvariantCulture, $"tt{number}|{kind}|{plain}|{plain}|0|{year ?? 2001}|\\N|90|Drama"));
        return number;
    }
}
