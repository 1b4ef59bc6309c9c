using Marquee.Integrations.Exports;

namespace Marquee.Integrations.ListPages;

/// <summary>
/// A page of a list, or a feed, that somebody saved with their browser: what a site shows to its people, private lists too, and not to programs.
/// Which list it is says the page itself.
/// </summary>
static class SavedPage
{
    /// <returns>Null when it is no list of a known site.</returns>
    public static ExportPart? Read(string text)
    {
        if (Address(text) is not { } address || address.Site.Read(address, text) is not { Titles.Count: > 0 } page)
        {
            return null;
        }

        IReadOnlyList<ExportRemark> remarks = page.More ? [new ExportRemark("listPages.partial", ("count", page.Titles.Count))] : [];
        return ListPart.Of(address, page.Name ?? address.ToString(), page.Titles, remarks);
    }

    static ListAddress? Address(string text)
    {
        foreach (var tag in HtmlTags.Of(text))
        {
            var named = tag.Name == "link" && tag["rel"] == "canonical" ? tag["href"] : tag["property"] == "og:url" ? tag["content"] : null;
            if (named is not null && ListAddress.Parse(named) is { } address)
            {
                return address;
            }

            if (tag.Name == "rss")
            {
                return Letterboxd.LetterboxdFeed.Owner(text) is { } owner ? ListAddress.Parse($"letterboxd.com/{owner}/rss/") : null;
            }
        }

        return null;
    }
}
