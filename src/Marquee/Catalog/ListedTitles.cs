namespace Marquee.Catalog;

/// <summary>
/// Words of SQL for capabilities that keep rows with a title and list them by its facts: the join, and what may be said about
/// the title after it. The catalog's row comes first, else what is kept of the title.
/// </summary>
public static class ListedTitles
{
    /// <summary>Either the catalog or a member's file knows the title.</summary>
    public const string Known = "(t.id is not null or k.id is not null)";

    public const string NotAdult = "not coalesce(t.adult, k.adult)";

    public const string Kind = "coalesce(t.kind, k.kind)";

    public const string Year = "coalesce(t.year, k.year)";

    /// <summary>Minutes.</summary>
    public const string Runtime = "coalesce(t.runtime, k.runtime)";

    /// <summary>Bits of <see cref="Catalog.Genres"/>.</summary>
    public const string Genres = "coalesce(t.genres, k.genres)";

    /// <summary>Ten times IMDb's mean; 0 without votes. What a file once said is not compared with it.</summary>
    public const string Rating = "coalesce(t.rating, 0)";

    public const string Votes = "coalesce(t.votes, 0)";

    public const string Title = "lower(coalesce(t.title, k.title))";

    /// <summary>Lower case; null where it is the title.</summary>
    public const string Original = "lower(coalesce(t.original, k.original))";

    /// <param name="title">The column with the title's number, with its table: <c>e.title</c>.</param>
    public static string Join(string title) =>
        $"left join catalog.title t on t.id = {title} left join known.title k on k.id = {title} and t.id is null";
}
