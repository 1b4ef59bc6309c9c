using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using Marquee.Integrations.Exports;
using Marquee.Integrations.ListPages;

namespace Marquee.Integrations.Letterboxd;

/// <summary>
/// The feed of what a member of Letterboxd did lately, some fifty entries: of its items those with a film are of the diary, the others are
/// lists. What it adds to RSS is told by names alone, since the addresses of its name spaces have changed. A series has
/// <c>tvId</c> where a film has <c>movieId</c>.
/// </summary>
static partial class LetterboxdFeed
{
    /// <summary>No feed is built of so many elements within each other; the reader keeps each.</summary>
    const int Deepest = 64;

    static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true };

    /// <returns>Null when it is no such feed, or breaks off.</returns>
    public static ListPage? Read(string xml)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml.TrimStart()), Settings);
            return reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == "rss" ? Channel(reader) : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <returns>Whose feed it is: the name in the address of its page; null when it is none of Letterboxd's.</returns>
    public static string? Owner(string xml) => OwnPage().Match(xml) is { Success: true } page ? page.Groups["name"].Value : null;

    static ListPage? Channel(XmlReader reader)
    {
        if (!reader.ReadToDescendant("channel"))
        {
            return null;
        }

        var (name, films, depth) = ((string?)null, new List<ExportRow>(), reader.Depth + 1);
        Next(reader);
        while (!reader.EOF)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth && reader.LocalName == "title")
            {
                name ??= ExportValues.Text(Content(reader), ExportLimits.Name);
            }
            else if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth && reader.LocalName == "item")
            {
                if (Film(Item(reader), films.Count + 1) is { } film)
                {
                    films.Add(film);
                }
            }
            else
            {
                Next(reader);
            }
        }

        return new ListPage(name, films, false);
    }

    /// <summary>What an item says, by the local names of its elements; of two of one name the first. The reader then stands behind it.</summary>
    static Dictionary<string, string> Item(XmlReader reader)
    {
        var (said, depth) = (new Dictionary<string, string>(StringComparer.Ordinal), reader.Depth + 1);
        var more = !reader.IsEmptyElement;
        Next(reader);
        while (more && !reader.EOF && reader.Depth >= depth)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth)
            {
                var name = reader.LocalName;
                said.TryAdd(name, Content(reader));
            }
            else
            {
                Next(reader);
            }
        }

        return said;
    }

    /// <summary>The text of an element and of all in it; the reader then stands behind it.</summary>
    static string Content(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            Next(reader);
            return "";
        }

        var (text, depth) = (new System.Text.StringBuilder(), reader.Depth);
        while (Next(reader) && reader.Depth > depth)
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                text.Append(reader.Value);
            }
        }

        Next(reader);
        return text.ToString();
    }

    static bool Next(XmlReader reader) => reader.Depth < Deepest ? reader.Read() : throw new XmlException("deeper than any feed");

    static ExportRow? Film(Dictionary<string, string> item, int line)
    {
        if (ExportValues.Text(item.GetValueOrDefault("filmTitle"), ExportLimits.Name) is not { } name)
        {
            return null;
        }

        var year = ExportValues.Year(item.GetValueOrDefault("filmYear", "").Trim());
        var written = DateTimeOffset.TryParse(item.GetValueOrDefault("pubDate"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : (DateTimeOffset?)null;
        ExportRemark? remark = null;
        var rated = item.GetValueOrDefault("memberRating", "").Trim() is { Length: > 0 } stars ? LetterboxdTables.HalfStars(stars, out remark) : null;
        var liked = Yes(item, "memberLike");
        return new ExportRow
        {
            Line = line,
            Cells = [ExportValues.Text(item.GetValueOrDefault("link"), 500) ?? "", name, year?.ToString(CultureInfo.InvariantCulture) ?? ""],
            Remark = remark,
            OwnKey = Address().Match(item.GetValueOrDefault("link", "")) is { Success: true } link ? $"https://letterboxd.com/film/{link.Groups["slug"].Value}/" : $"{name} ({year})",
            PlayKey = ExportValues.Text(item.GetValueOrDefault("guid"), 200),
            Name = name,
            Year = year,
            Tmdb = ExportValues.Number(item.GetValueOrDefault("movieId", "").Trim()),
            Kind = item.ContainsKey("tvId") ? ExportKind.Unknown : ExportKind.Film,
            Watched = true,
            WatchedOn = DateOnly.TryParseExact(item.GetValueOrDefault("watchedDate", "").Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) ? on : null,
            Rewatch = Yes(item, "rewatch"),
            Rating = rated,
            RatedAt = rated is null ? null : written,
            Liked = liked,
            AddedAt = liked ? written : null,
        };
    }

    static bool Yes(Dictionary<string, string> item, string name) => item.GetValueOrDefault(name, "").Trim().Equals("yes", StringComparison.OrdinalIgnoreCase);

    // "<link>https://letterboxd.com/ada/</link>": of the channel
    [GeneratedRegex("<link>https://letterboxd\\.com/(?<name>[A-Za-z0-9_]{2,30})/</link>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OwnPage();

    // "https://letterboxd.com/ada/film/the-lamp/1/": of the second entry about the film
    [GeneratedRegex("/film/(?<slug>[a-z0-9-]{1,200})/", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();
}
