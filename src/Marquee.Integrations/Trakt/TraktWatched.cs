using System.Text.Json;
using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Trakt;

/// <summary>
/// Entries that say how often something was watched: a film, or the episodes of a show by season. Only the last play has a date.
/// </summary>
static class TraktWatched
{
    public static IEnumerable<ExportRow> Rows(JsonElement value, ExportRow title) =>
        title.Kind == ExportKind.Film ? [Counted(value, title)]
        : value.Member("seasons").Items().SelectMany(season => season.Member("episodes").Items().Select(episode => Counted(episode, title with
        {
            Kind = ExportKind.Episode,
            Season = season.Whole("number", most: 10_000),
            Episode = episode.Whole("number", most: 100_000),
        })));

    static ExportRow Counted(JsonElement value, ExportRow row)
    {
        var at = value.Moment("last_watched_at");
        return row with
        {
            Problem = row.Problem ?? (row is { Kind: ExportKind.Episode } and ({ Season: null } or { Episode: null }) ? new ExportRemark("exports.row.noEpisode") : null),
            Watched = true,
            WatchedAt = at.At,
            WatchedOn = at.On,
            Plays = value.Whole("plays", 1, 100_000),
        };
    }
}
