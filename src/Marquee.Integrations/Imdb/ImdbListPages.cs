using System.Text.Json;
using System.Text.RegularExpressions;
using Marquee.Integrations.Exports;
using Marquee.Integrations.ListPages;

namespace Marquee.Integrations.Imdb;

/// <summary>
/// Public lists, watchlists and ratings of IMDb's users. What the pages show is embedded in them twice: as the facts that their
/// script draws (<c>__NEXT_DATA__</c>, with years, kinds and ratings) and as schema.org's <c>ItemList</c>, which stays
/// the same for longer and says less.
/// </summary>
sealed partial class ImdbListPages : ListSite
{
    /// <summary>No page has so many; each that is no JSON costs an exception.</summary>
    const int MostScripts = 50;

    public override string Source => ImdbListPage.Source;

    public override string Host => "www.imdb.com";

    public override (string Path, ListContent Content)? Recognise(string path) => Known().Match(path) is not { Success: true } match ? null
        : match.Groups["list"] is { Success: true } list ? ($"/list/{list.ValueSpan}/", ListContent.List)
        : ($"/user/{match.Groups["user"].ValueSpan}/{match.Groups["what"].ValueSpan}/", match.Groups["what"].ValueSpan is "ratings" ? ListContent.Ratings : ListContent.Watchlist);

    public override string Page(string path, int page) => page == 1 ? path : FormattableString.Invariant($"{path}?page={page}");

    public override ListPage? Read(ListAddress address, string html)
    {
        var drawn = HtmlTags.Scripts(html, "\"__NEXT_DATA__\"").Take(MostScripts).Select(script => Parsed(script, ImdbListPage.Drawn)).FirstOrDefault(found => found is not null);
        var listed = HtmlTags.Scripts(html, "\"application/ld+json\"").Take(MostScripts).Select(script => Parsed(script, ImdbListPage.Listed)).FirstOrDefault(found => found is not null);
        return (drawn ?? listed) is not { } page ? null : page with
        {
            Name = listed?.Name ?? ExportValues.Text(HtmlTags.Of(html).FirstOrDefault(tag => tag["property"] == "og:title")?["content"], ExportLimits.Name),
            Titles = [.. page.Titles.Select(title => Row(address.Content, title))],
        };
    }

    static ListPage? Parsed(string script, Func<JsonElement, ListPage?> read)
    {
        try
        {
            using var document = JsonDocument.Parse(script);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null; // no JSON, or half of a character in it, escaped or not
        }
    }

    static ExportRow Row(ListContent content, ExportRow title) => content switch
    {
        ListContent.Ratings => title,
        ListContent.Watchlist => title with { Watchlisted = true, Rating = null, RatedOn = null },
        _ => title with { Position = title.Line, Rating = null, RatedOn = null },
    };

    // "/list/ls000000001/", "/user/ur0000001/ratings", "/user/p.abc123/watchlist/?sort=..."
    [GeneratedRegex("^/(list/(?<list>ls[0-9]{6,12})|user/(?<user>ur[0-9]{5,12}|p\\.[a-z0-9]{6,40})/(?<what>ratings|watchlist))(/.*)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Known();
}
