namespace Marquee.Integrations.ListPages;

/// <summary>What a public page lists.</summary>
public enum ListContent
{
    List,
    Watchlist,
    Ratings,
    Watched,
    Likes,

    /// <summary>What somebody has watched lately, with days: a feed and no page.</summary>
    Diary,
}

/// <summary>A site whose public lists are read, as far as it lets them be read. Its host stands in the code and nowhere else.</summary>
abstract class ListSite
{
    public static readonly IReadOnlyList<ListSite> All = [new Imdb.ImdbListPages(), new Letterboxd.LetterboxdListPages()];

    /// <summary>Of the imports that come of it, and the name under which the site's calls are counted.</summary>
    public abstract string Source { get; }

    public abstract string Host { get; }

    /// <param name="path">Of an address on <see cref="Host"/> or one of its relatives, from the first slash on.</param>
    /// <returns>The path as the site spells it, and what is listed there; null when it is no public list.</returns>
    public abstract (string Path, ListContent Content)? Recognise(string path);

    /// <param name="page">From 1.</param>
    public abstract string Page(string path, int page);

    /// <returns>Null when the page is not built as such pages are.</returns>
    public abstract ListPage? Read(ListAddress address, string html);
}

/// <param name="Name">Null when the page does not say it.</param>
/// <param name="Titles">In their order.</param>
/// <param name="More">There is another page.</param>
sealed record ListPage(string? Name, IReadOnlyList<Exports.ExportRow> Titles, bool More);
