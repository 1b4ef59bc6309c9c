using System.Globalization;
using Marquee.Integrations.Exports;

namespace Marquee.Tests.Watching;

/// <summary>What a catalog must have for the rows of samples to be about something: their films and series by name, and the episodes.</summary>
sealed class SampleTitles
{
    const int First = 20_000_001;

    readonly Dictionary<(string Name, bool Series), long> _titles = [];
    readonly HashSet<(long Series, int Season, int Episode)> _numbered = [];
    readonly HashSet<long> _numbers = [];

    public List<string> Basics { get; } = [];

    public List<string> Episodes { get; } = [];

    public static SampleTitles Of(IEnumerable<ExportRow> rows)
    {
        var titles = new SampleTitles();
        // One of a name is enough; IMDb's number of a series, where a sample knows it, is its own.
        foreach (var row in rows.Where(row => row.Name.Length > 0 && row.Kind != ExportKind.Season).OrderBy(row => row.ImdbTitle is null))
        {
            titles.Add(row);
        }

        return titles;
    }

    void Add(ExportRow row)
    {
        var series = row.Kind is ExportKind.Series or ExportKind.Episode;
        if (row.ImdbTitle is not null && !series)
        {
            return; // films with an id of IMDb need no catalog
        }

        if (!_titles.TryGetValue((row.Name, series), out var title))
        {
            _titles[(row.Name, series)] = title = Title(series ? "tvSeries" : "movie", row.Name, row.Year, row.ImdbTitle);
        }

        if (row is { Kind: ExportKind.Episode, Episode: { } episode } && _numbered.Add((title, row.Season ?? 1, episode)))
        {
            var number = Title("tvEpisode", row.EpisodeName ?? $"Episode {episode}", row.Year);
            Episodes.Add(string.Create(CultureInfo.InvariantCulture, $"tt{number:D7}|tt{title:D7}|{row.Season ?? 1}|{episode}"));
        }
    }

    long Title(string kind, string name, int? year, long? imdb = null)
    {
        var number = imdb ?? First + Basics.Count;
        if (!_numbers.Add(number))
        {
            return number; // another sample calls it otherwise
        }

        var plain = name.Replace('|', ' ').Replace('\t', ' ');
        Basics.Add(string.Create(CultureInfo.InvariantCulture, $"tt{number:D7}|{kind}|{plain}|{plain}|0|{year ?? 2001}|\\N|90|Drama"));
        return number;
    }
}
