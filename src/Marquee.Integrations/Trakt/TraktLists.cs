using System.Text.Json;
using System.Text.RegularExpressions;
using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Trakt;

enum TraktList
{
    /// <summary>No list at all, or one that is no concern of ours.</summary>
    None,
    Watchlist,
    Favourites,
    Named,
}

/// <summary>What Trakt's files and lists are called.</summary>
static partial class TraktLists
{
    /// <summary>An entry of <c>lists-lists.json</c>, which names the lists and has none of their titles.</summary>
    public static bool IsList(JsonElement item) => item.Has("name") && item.Has("privacy") && item.Member("ids").IsObject();

    /// <param name="name">Of a file or of a member: <c>lists-watchlist</c>, <c>watchlist.movies</c>.</param>
    public static TraktList Of(string name) =>
        Numbered().IsMatch(name) ? TraktList.Named
        : name.Contains("watchlist", StringComparison.OrdinalIgnoreCase) ? TraktList.Watchlist
        : name.Contains("favorite", StringComparison.OrdinalIgnoreCase) || name.Contains("recommendation", StringComparison.OrdinalIgnoreCase) ? TraktList.Favourites
        : Other().IsMatch(name) ? TraktList.None
        : TraktList.Named;

    /// <summary>Until the export's own list of names says better: <c>lists-list-4242-rewatch-soon</c> is "rewatch soon".</summary>
    public static string NameOf(PartName name) =>
        ExportValues.Text((Numbered().Match(name.Stem) is { Success: true } match ? match.Groups["slug"].Value : name.Stem).Replace('-', ' ').Replace('_', ' '), ExportLimits.Name) ?? "Trakt";

    /// <returns>Trakt's number of the list that the file holds; null when its name has none.</returns>
    public static string? NumberOf(PartName name) => Numbered().Match(name.Stem) is { Success: true } match ? match.Groups["number"].Value : null;

    // "lists-list-4242-rewatch-soon"
    [GeneratedRegex("^lists?-list-(?<number>[0-9]{1,12})-(?<slug>.+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbered();

    // "watched-history-2", "history_movies", "ratings-shows", "comments-movies": told by what is in them.
    [GeneratedRegex("^(watched|history|ratings?|comments?|collection|hidden|likes|followers|following)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Other();
}
