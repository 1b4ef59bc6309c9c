using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Marquee.Integrations.Exports;

namespace Marquee.Catalog.Search;

/// <summary>What was typed, taken apart before any look into the index.</summary>
/// <param name="Ids">Title ids named outright: <c>tt0133093</c>, a link.</param>
/// <param name="BareId">The text is nothing but six digits or more: an id unless a title is called so.</param>
/// <param name="Words">Folded words of the title, without episode marks, link and file-name remains.</param>
/// <param name="YearToken">Which of the words may be a year; -1 for none.</param>
/// <param name="EpisodeAt">Words before it name the series; -1 when no episode was asked for. A season alone stays among the words: it may be part of a title.</param>
internal sealed partial record QueryText(long[] Ids, long? BareId, string[] Words, int YearToken, int YearValue, int? Season, int? Episode, int EpisodeAt)
{
    private const int FirstYear = 1874;
    private const int LastYear = 2040;
    private const int MostSeasons = 200;

    public static QueryText Parse(string text)
    {
        text = ShortText.Of(text, 400);
        var ids = Id().Matches(text).Select(match => long.Parse(match.Groups["id"].ValueSpan, CultureInfo.InvariantCulture)).Where(id => id > 0).Distinct().ToArray();
        var rest = Id().Replace(Link().Replace(text, " "), " ").Trim();
        long? bare = BareDigits().IsMatch(rest) ? long.Parse(rest, CultureInfo.InvariantCulture) : null;
        var inBrackets = BracketedYear().Match(rest);
        var words = Read(rest);
        CutFileName(words, rest);
        var (season, episode, at) = TakeEpisode(words);
        var (token, year) = FindYear(words, inBrackets.Success ? inBrackets.Groups["year"].Value : null);
        return new QueryText(ids, bare, [.. words], token, year, season, episode, at);
    }

    private static List<string> Read(string text)
    {
        var reader = new TitleWords();
        reader.Read(Encoding.UTF8.GetBytes(ComposedText.Of(text)));
        return [.. Enumerable.Range(0, reader.Count).Select(reader.Text)];
    }

    /// <summary>"the.matrix.1999.1080p.bluray.x264-grp.mkv": nothing from the first technical word on is part of the title.</summary>
    private static void CutFileName(List<string> words, string text)
    {
        if (words.Count > 1 && FileEnding().IsMatch(text)) words.RemoveAt(words.Count - 1);
        var cut = words.FindIndex(1 < words.Count ? 1 : 0, word => Technical().IsMatch(word));
        if (cut < 1) return;
        words.RemoveRange(cut, words.Count - cut);
        var year = words.FindLastIndex(IsYear);
        if (year > 0) words.RemoveRange(year + 1, words.Count - year - 1);
    }

    private static (int? Season, int? Episode, int At) TakeEpisode(List<string> words)
    {
        for (var i = 1; i < words.Count; i++)
        {
            var both = SeasonAndEpisode().Match(words[i]);
            if (both.Success) return Take(words, i, 1, Number(both.Groups["season"].Value), Number(both.Groups["episode"].Value));
            var season = SeasonOnly().Match(words[i]);
            if (season.Success)
            {
                var next = i + 1 < words.Count ? EpisodeOnly().Match(words[i + 1]) : Match.Empty;
                if (next.Success) return Take(words, i, 2, Number(season.Groups["season"].Value), Number(next.Groups["episode"].Value));
                return (Number(season.Groups["season"].Value), null, i);
            }
            if (i + 1 >= words.Count || !SeasonWord().IsMatch(words[i]) || Number(words[i + 1]) is not (>= 0 and <= MostSeasons and var number)) continue;
            if (i + 3 < words.Count && EpisodeWord().IsMatch(words[i + 2]) && Number(words[i + 3]) is { } spelled) return Take(words, i, 4, number, spelled);
            if (i + 2 < words.Count && EpisodeOnly().Match(words[i + 2]) is { Success: true } glued) return Take(words, i, 3, number, Number(glued.Groups["episode"].Value));
            return (number, null, i);
        }
        return (null, null, -1);
    }

    private static (int?, int?, int) Take(List<string> words, int at, int count, int? season, int? episode)
    {
        words.RemoveRange(at, count);
        return (season, episode, at);
    }

    private static int? Number(string word)
    {
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        foreach (var (variant, _) in WordVariants.Of(word))
            if (int.TryParse(variant, NumberStyles.None, CultureInfo.InvariantCulture, out number)) return number;
        return null;
    }

    private static (int Token, int Year) FindYear(List<string> words, string? inBrackets)
    {
        if (words.Count < 2) return (-1, 0);
        var token = inBrackets is not null && IsYear(inBrackets) ? words.LastIndexOf(inBrackets) : words.FindLastIndex(IsYear);
        return token < 0 ? (-1, 0) : (token, int.Parse(words[token], CultureInfo.InvariantCulture));
    }

    private static bool IsYear(string word) =>
        word.Length == 4 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= FirstYear and <= LastYear;

    // "tt0133093", also inside a link; ids have seven digits or more, people leave out zeros.
    [GeneratedRegex(@"(?<![a-z0-9])tt(?<id>\d{5,15})(?![0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Id();

    // A link, or the host and path of one without a scheme.
    [GeneratedRegex(@"(https?://\S+)|(\S*imdb\.com\S*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"^\d{6,15}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex BareDigits();

    // "(1999)" or "[1999]".
    [GeneratedRegex(@"[\(\[](?<year>\d{4})[\)\]]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex BracketedYear();

    [GeneratedRegex(@"\.(mkv|mp4|avi|m4v|mov|wmv|mpg|srt|torrent|iso)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FileEnding();

    [GeneratedRegex(@"^(480p|576p|720p|1080[pi]|2160p|4k|uhd|bluray|brrip|bdrip|bdremux|dvdrip|dvdscr|webrip|webdl|hdtv|hdrip|hdcam|x26[45]|h26[45]|hevc|xvid|divx|aac\d?|ac3|dts|remux|hdr10|10bit|yify|yts)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Technical();

    // "s05e16", "5x16", "s05e16e17".
    [GeneratedRegex(@"^(s(?<season>\d{1,4})e(?<episode>\d{1,4})(e\d{1,4})*|(?<season>\d{1,2})x(?<episode>\d{1,3}))$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SeasonAndEpisode();

    [GeneratedRegex(@"^s(?<season>\d{1,2})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SeasonOnly();

    [GeneratedRegex(@"^(e|ep)(?<episode>\d{1,4})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex EpisodeOnly();

    [GeneratedRegex("^(season|series|staffel|saison|temporada|stagione|seizoen|sezon)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SeasonWord();

    [GeneratedRegex("^(episode|ep|folge|capitulo|episodio|odcinek|aflevering|e)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex EpisodeWord();
}
