namespace Marquee.Catalog;

/// <summary>Words of SQL for capabilities that keep rows with an episode and must know its place in its series.</summary>
public static class EpisodeWords
{
    /// <summary>Every episode, as <c>e</c> (series, season, number), with its title, as <c>t</c>.</summary>
    public const string All = "catalog.episode e join catalog.title t on t.id = e.title";

    /// <param name="title">The column with the title's number, with its table: <c>w.title</c>.</param>
    public static string Join(string title) => $"join catalog.episode e on e.title = {title}";

    /// <returns>The series of a title; null where it is no episode, or nobody knows of which series.</returns>
    public static string SeriesOf(string title) => $"(select e.series from catalog.episode e where e.title = {title})";

    /// <summary>True when the catalog can say of which series a title is: it is no episode, or one whose series is known.</summary>
    public static string Placeable(string title) =>
        $"exists (select 1 from catalog.title t left join catalog.episode e on e.title = t.id where t.id = {title} and (t.kind <> {(int)TitleKind.TvEpisode} or e.series is not null))";
}
