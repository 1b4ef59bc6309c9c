using System.Globalization;
using System.Text.RegularExpressions;
using Marquee.Integrations.Exports;
using Marquee.Integrations.ListPages;

namespace Marquee.Integrations.Letterboxd;

/// <summary>
/// Public lists, watchlists, watched and liked films of Letterboxd's members, and the feeds of their diaries (<see cref="LetterboxdFeed"/>). Every poster carries the film's address and, in its
/// newer markup, its name and year as attributes; in the older one the picture's text is the name.
/// </summary>
sealed partial class LetterboxdListPages : ListSite
{
    /// <summary>Names of pages that stand where a member's name stands.</summary>
    static readonly HashSet<string> Reserved = new(StringComparer.Ordinal) { "film", "films", "lists", "list", "journal", "members", "people", "settings", "search", "about", "pro", "actor", "director", "tag" };

    public override string Source => "letterboxd-list-page";

    public override string Host => "letterboxd.com";

    public override (string Path, ListContent Content)? Recognise(string path) =>
        Known().Match(path) is not { Success: true } match || match.Groups["name"].Value.ToLowerInvariant() is not { } name || Reserved.Contains(name) ? null
        : match.Groups["list"] is { Success: true } list ? ($"/{name}/list/{list.ValueSpan}/", ListContent.List)
        : match.Groups["diary"].Success ? ($"/{name}/rss/", ListContent.Diary)
        : ($"/{name}/{match.Groups["what"].ValueSpan}/", match.Groups["what"].ValueSpan switch
        {
            "watchlist" => ListContent.Watchlist,
            "films" => ListContent.Watched,
            _ => ListContent.Likes,
        });

    public override string Page(string path, int page) => page == 1 ? path : FormattableString.Invariant($"{path}page/{page}/");

    public override ListPage? Read(ListAddress address, string html) => address.Content == ListContent.Diary ? LetterboxdFeed.Read(html) : Posters(address.Content, html);

    static ListPage? Posters(ListContent content, string html)
    {
        var (films, name, more, posters) = (new List<Film>(), (string?)null, false, false);
        foreach (var tag in HtmlTags.Of(html))
        {
            if (tag["property"] == "og:title")
            {
                name ??= ExportValues.Text(tag["content"], ExportLimits.Name);
            }

            var classes = tag["class"] ?? "";
            posters |= classes.Contains("poster-list", StringComparison.Ordinal) || classes.Contains("poster-grid", StringComparison.Ordinal) || classes.Contains("js-list-entries", StringComparison.Ordinal);
            more |= tag.Name == "a" && classes.Split(' ').Contains("next");
            if (Slug(tag) is { } slug)
            {
                if (films.Count == 0 || films[^1].Slug != slug)
                {
                    films.Add(new Film(slug));
                }

                films[^1].Take(tag["data-item-full-display-name"] ?? tag["data-item-name"] ?? tag["data-film-name"], tag["data-film-release-year"]);
            }
            else if (films.Count > 0)
            {
                films[^1].Take(tag.Name == "img" ? tag["alt"] : null, null);
                films[^1].Rating ??= Stars().Match(classes) is { Success: true } stars ? ExportValues.Whole(stars.Groups["half"].Value, 1, 10) : null;
            }
        }

        return films.Count > 0 || posters ? new ListPage(name, [.. films.DistinctBy(film => film.Slug).Select((film, i) => Row(content, film, i + 1))], more) : null;
    }

    static string? Slug(HtmlTag tag) => (tag["data-item-slug"] ?? tag["data-film-slug"]) is not { Length: > 0 and < 200 } slug ? null
        : Address().Match(slug) is { Success: true } match ? match.Groups["slug"].Value : null;

    static ExportRow Row(ListContent content, Film film, int line) => new()
    {
        Line = line,
        Cells = [film.Slug, film.Name ?? "", film.Year?.ToString(CultureInfo.InvariantCulture) ?? ""],
        Problem = film.Name is null ? new ExportRemark("exports.row.noTitle") : null,
        OwnKey = $"https://letterboxd.com/film/{film.Slug}/",
        Name = film.Name ?? "",
        Year = film.Year,
        Kind = ExportKind.Film,
        Position = content == ListContent.List ? line : null,
        Watchlisted = content == ListContent.Watchlist,
        Watched = content == ListContent.Watched,
        Liked = content == ListContent.Likes,
        // On a list the stars are those of whoever made it, which may be somebody else.
        Rating = content == ListContent.Watched ? film.Rating : null,
    };

    sealed class Film(string slug)
    {
        public string Slug => slug;

        public string? Name { get; private set; }

        public int? Year { get; private set; }

        public int? Rating { get; set; }

        /// <param name="spoken">With or without the year: <c>The Lamp (1999)</c>.</param>
        public void Take(string? spoken, string? year)
        {
            Year ??= year is null ? null : ExportValues.Year(year);
            if (Name is not null || ExportValues.Text(spoken, ExportLimits.Name) is not { } text)
            {
                return;
            }

            var dated = Dated().Match(text);
            Name = dated.Success ? dated.Groups["name"].Value : text;
            Year ??= dated.Success ? ExportValues.Year(dated.Groups["year"].Value) : null;
        }
    }

    // "/ada/list/rainy-days/", "/ada/watchlist/page/2/", "/ada/films/", "/ada/likes/films/", "/ada/rss/"; the diary itself is read from the feed
    [GeneratedRegex("^/(?<name>[A-Za-z0-9_]{2,30})/(list/(?<list>[a-z0-9-]{1,200})|(?<diary>rss|diary|films/diary)|(?<what>watchlist|likes/films|films))(/.*)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Known();

    // "the-lamp", or in older pages "/film/the-lamp/"
    [GeneratedRegex("^(/film/)?(?<slug>[a-z0-9-]+)/?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();

    // "The Lamp (1999)"
    [GeneratedRegex(@"^(?<name>.+) \((?<year>[0-9]{4})\)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Dated();

    // "rating rated-8": half stars
    [GeneratedRegex(@"(^| )rated-(?<half>[0-9]{1,2})( |$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Stars();
}
