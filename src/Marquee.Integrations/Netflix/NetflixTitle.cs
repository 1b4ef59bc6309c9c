using System.Globalization;
using System.Text.RegularExpressions;
using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Netflix;

/// <summary>
/// Takes a title of Netflix's apart: <c>Series: Season 2: Episode</c> in any of its languages, <c>Series: Limited Series: Episode</c>,
/// <c>Series: Part 2: Episode</c>. Without such a word in the middle a title may be a film's, colons and all.
/// </summary>
static partial class NetflixTitle
{
    /// <summary>Parts between colons that the name of a series may have.</summary>
    const int LongestSeries = 6;

    /// <param name="series">Names of series that the file also names with a season.</param>
    public static ExportRow Of(string title, IReadOnlySet<string> series, ExportRow row)
    {
        var parts = Colon().Split(title);
        if (parts[0].Length == 0)
        {
            return row with { Problem = new ExportRemark("exports.netflix.removed"), Name = title };
        }

        if (Marker(parts) is { } marker)
        {
            var name = parts.Length > marker.At + 1 ? string.Join(": ", parts[(marker.At + 1)..]) : null;
            return row with
            {
                Name = string.Join(": ", parts[..marker.At]),
                Kind = name is null ? ExportKind.Season : ExportKind.Episode,
                Season = marker.Number,
                EpisodeName = name,
                Episode = name is null ? null : EpisodeNumber(name),
                Remark = marker.Certain ? row.Remark : row.Remark ?? new ExportRemark("exports.netflix.part", ("part", parts[marker.At])),
            };
        }

        for (var length = Math.Min(parts.Length - 1, LongestSeries); length > 0; length--)
        {
            if (series.Contains(string.Join(": ", parts[..length])))
            {
                var name = string.Join(": ", parts[length..]);
                return row with { Name = string.Join(": ", parts[..length]), Kind = ExportKind.Episode, EpisodeName = name, Episode = EpisodeNumber(name) };
            }
        }

        return row with { Name = title, Kind = parts.Length == 1 ? ExportKind.Film : ExportKind.Unknown };
    }

    /// <returns>The series that the title names with a season; null when it names none.</returns>
    public static string? Series(string title)
    {
        var parts = Colon().Split(title);
        return parts[0].Length > 0 && Marker(parts) is { } marker ? string.Join(": ", parts[..marker.At]) : null;
    }

    /// <summary>The title has a season in another language than English, so its dates are not American.</summary>
    public static bool Foreign(string title) =>
        Colon().Split(title) is var parts && parts.Skip(1).Any(p => p.Length < 40 && Season().Match(p) is { Success: true } match
            && !match.Value.StartsWith("Season", StringComparison.OrdinalIgnoreCase) && !match.Value.StartsWith("Series", StringComparison.OrdinalIgnoreCase));

    static (int At, int? Number, bool Certain)? Marker(string[] parts)
    {
        for (var i = 1; i < parts.Length; i++)
        {
            if (parts[i].Length < 40 && Season().Match(parts[i]) is { Success: true } season)
            {
                return (i, Number(season), true);
            }
        }

        for (var i = 1; i < parts.Length; i++)
        {
            if (parts[i].Length < 40 && Limited().IsMatch(parts[i]))
            {
                return (i, 1, true);
            }
        }

        // "Kill the Lamp: Vol. 2" is a film; with something behind it, it is an episode.
        for (var i = 1; i < parts.Length - 1; i++)
        {
            if (parts[i].Length < 40 && Part().Match(parts[i]) is { Success: true } part)
            {
                return (i, Number(part), false);
            }
        }

        return null;
    }

    static int? EpisodeNumber(string name) => name.Length < 40 && Episode().Match(name) is { Success: true } match ? Number(match) : null;

    static int? Number(Match match) => int.TryParse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // "Lupin : Partie 1" in French has a space before it; "4:50 from Paddington" is one part.
    [GeneratedRegex(@"[\s\u00A0]*[:：]([\s\u00A0]+|(?<=：)|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Colon();

    // "Season 2", "Staffel 2", "Temporada 2", "Saison 2", "Stagione 2", "2. évad", "2ª temporada", "시즌 2", "シーズン2", "第 2 季"
    [GeneratedRegex(@"^((Season|Series|Staffel|Temporada|Saison|Stagione|Seizoen|Säsong|Sæson|Sesong|Kausi|Sezon|Sezonul|Sezona|Séria|Série|Řada|Évad|Сезон|Κύκλος|Σεζόν|Musim|Mùa|시즌|シーズン|עונה|الموسم)\s*(?<n>[0-9]{1,3})|(?<n>[0-9]{1,3})(\.|ª|º|a)?\s*(évad|sezon|sezona|séria|řada|temporada|сезон|kausi)|第\s*(?<n>[0-9]{1,3})\s*[季期])$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Season();

    [GeneratedRegex(@"^(Limited Series|Mini-?series|Mini-?serie|Miniserial|Mini-série|Minissérie|Série limitée|Serie limitada|Série limitada|Serie limitata|Minisarja|Minisorozat|Minisérie|Mini Dizi|리미티드 시리즈|リミテッドシリーズ|迷你剧|Мини-сериал)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Limited();

    // "Part 2", "Teil 2", "Partie 2", "Parte 2", "Volume 1", "Book 1", "Chapter 6", "Collection 3", "Vol. 2"
    [GeneratedRegex(@"^(Part|Teil|Partie|Parte|Deel|Del|Osa|Część|Bölüm|Kısım|Часть|Volume|Volumen|Vol\.?|Band|Book|Buch|Livre|Libro|Livro|Boek|Chapter|Kapitel|Chapitre|Capítulo|Capitolo|Hoofdstuk|Collection|Kollektion|Colección|Coleção|Collezione)\s*(?<n>[0-9]{1,3})$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Part();

    // "Episode 7", "Folge 7", "Chapter 3", "Épisode 2", "Episodio 5", "第7話", "7화"
    [GeneratedRegex(@"^((Episode|Ep\.?|Folge|Chapter|Kapitel|Épisode|Chapitre|Episodio|Episódio|Capítulo|Capitolo|Aflevering|Avsnitt|Afsnit|Jakso|Odcinek|Bölüm|Серия|Эпизод)\s*(?<n>[0-9]{1,4})|第\s*(?<n>[0-9]{1,4})\s*[話话集]|(?<n>[0-9]{1,4})\s*화)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Episode();
}
