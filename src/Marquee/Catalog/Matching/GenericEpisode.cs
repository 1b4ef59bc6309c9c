using System.Globalization;
using System.Text.RegularExpressions;

namespace Marquee.Catalog.Matching;

/// <summary>Reads the number out of an episode name that is nothing else, in the languages that streaming services write.</summary>
static partial class GenericEpisode
{
    /// <returns>Null for a name that says more.</returns>
    public static int? Number(string? name) =>
        name is not null && OnlyNumber().Match(name) is { Success: true } match ? int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) : null;

    // "Episode 3", "Folge 3", "Épisode 3", "Episode #1.3", "Capítulo 3".
    [GeneratedRegex(@"^\s*(episode|ep\.?|folge|épisode|episodio|episódio|capítulo|aflevering|avsnitt|afsnit|jakso|odcinek|bölüm|díl|epizod|серия|chapter|kapitel)\s*#?\s*(\d{1,3}\.)?(?<number>\d{1,4})\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OnlyNumber();
}
