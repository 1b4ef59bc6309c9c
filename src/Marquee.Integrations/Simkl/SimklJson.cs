using System.Text.Json;
using Marquee.Integrations.Exports;
using Marquee.Integrations.Trakt;

namespace Marquee.Integrations.Simkl;

/// <summary>
/// Reads <c>SimklBackup.json</c>, whose shape is the answer of Simkl's <c>/sync/all-items</c>: lists <c>movies</c>, <c>shows</c> and
/// <c>anime</c> of entries with a state, a rating and, of shows, the watched episodes. Layout known from Simkl's API documentation
/// and the importers of FuzzyGrim/Yamtrack and bonukai/MediaTracker.
/// </summary>
static class SimklJson
{
    public const string Key = "simkl";

    public static JsonSource Source { get; } = new(Key, Mine, Read);

    static bool Mine(JsonItem item) =>
        item.List is "movies" or "shows" or "anime" && item.Value.Has("status") && (item.Value.Member("movie").IsObject() || item.Value.Member("show").IsObject());

    static PartReading Read(PartBytes part)
    {
        var read = JsonPart.Read(part, Key, "simkl-backup", ExportContent.Mixed, (item, row) => Mine(item) ? Rows(item, row) : []);
        return read is ExportPart made ? made with { Remarks = [new ExportRemark("exports.simkl.states")] } : read;
    }

    static IEnumerable<ExportRow> Rows(JsonItem item, ExportRow row)
    {
        var value = item.Value;
        var title = TraktTitle.Of(value, row);
        var film = title.Kind == ExportKind.Film || string.Equals(value.Raw("anime_type"), "movie", StringComparison.OrdinalIgnoreCase);
        title = title with { Kind = film ? ExportKind.Film : ExportKind.Series };
        var watched = film && value.Raw("status") == "completed" ? value.Moment("last_watched_at") : ExportMoment.Unknown;
        var added = value.Raw("status") == "plantowatch" ? value.Moment("added_to_watchlist_at") : ExportMoment.Unknown;
        var rated = value.Moment("user_rated_at");
        var rating = RatingScale.Of(value.Raw("user_rating") ?? "", 10, out var note);
        var about = title with
        {
            Remark = note,
            Watched = film && value.Raw("status") == "completed",
            WatchedAt = watched.At,
            WatchedOn = watched.On,
            Watchlisted = value.Raw("status") == "plantowatch",
            AddedAt = added.At,
            AddedOn = added.On,
            Rating = rating,
            RatedAt = rating is null ? null : rated.At,
            RatedOn = rating is null ? null : rated.On,
            NotInterested = value.Raw("status") == "notinteresting",
            Note = value.Member("memo").Text("text", ExportLimits.Note),
        };
        if (about is { Watched: true } or { Watchlisted: true } or { Rating: not null } or { NotInterested: true } or { Note: not null } or { Problem: not null })
        {
            yield return about;
        }

        foreach (var episode in film ? [] : Episodes(value, title))
        {
            yield return episode;
        }
    }

    static IEnumerable<ExportRow> Episodes(JsonElement value, ExportRow title) =>
        value.Member("seasons").Items().SelectMany(season => season.Member("episodes").Items().Select(episode =>
        {
            var at = episode.Moment("watched_at");
            return title with
            {
                Problem = title.Problem ?? (episode.Whole("number") is null ? new ExportRemark("exports.row.noEpisode") : null),
                Kind = ExportKind.Episode,
                Season = season.Whole("number", most: 10_000) ?? 1,
                Episode = episode.Whole("number", most: 100_000),
                Watched = true,
                WatchedAt = at.At,
                WatchedOn = at.On,
            };
        }));
}
