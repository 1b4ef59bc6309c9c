using System.Text.Json;
using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Ryot;

/// <summary>
/// Reads Ryot's JSON export: in <c>metadata</c> an entry for each title with its plays, reviews (of 100) and collections. The
/// identifier is the source's, mostly TMDB's; <c>source_id</c> is a name for people. Layout known from IgnisDa/ryot,
/// <c>apps/docs/src/includes/export-schema.ts</c>.
/// </summary>
static class RyotJson
{
    public const string Key = "ryot";

    public static JsonSource Source { get; } = new(Key, Mine, Read);

    static bool Mine(JsonItem item) => item.Value.Has("lot") && item.Value.Has("identifier") && (item.Value.Has("seen_history") || item.Value.Has("reviews"));

    static PartReading Read(PartBytes part) =>
        JsonPart.Read(part, Key, "ryot-json", ExportContent.Mixed, (item, row) => item.List.EndsWith("metadata", StringComparison.Ordinal) || (item.List.Length == 0 && Mine(item)) ? Rows(item.Value, row) : []);

    static IEnumerable<ExportRow> Rows(JsonElement value, ExportRow row)
    {
        var kind = value.Raw("lot") switch { "movie" => ExportKind.Film, "show" or "anime" => ExportKind.Series, _ => ExportKind.Unknown };
        if (kind == ExportKind.Unknown)
        {
            // Books, games and music are no row of a history of films; thousands of rejects would say nothing more.
            yield break;
        }

        var (source, identifier) = (value.Raw("source"), value.Text("identifier", 60));
        var title = row with
        {
            Tmdb = source == "tmdb" ? value.Whole("identifier", 1) : null,
            OwnKey = source == "tmdb" || identifier is null ? null : $"{ExportValues.Text(source, 40)}:{identifier}",
            Name = value.Text("source_id") ?? "",
            Kind = kind,
        };
        title = title with { Problem = title is { Tmdb: null, OwnKey: null, Name: "" } ? new ExportRemark("exports.row.noTitle") : null };
        foreach (var made in value.Member("seen_history").Items().Select(s => Seen(s, title)).OfType<ExportRow>()
            .Concat(value.Member("reviews").Items().Select(r => Reviewed(r, title)).OfType<ExportRow>())
            .Concat(value.Member("collections").Items().Select(c => Collected(c, title)).OfType<ExportRow>()))
        {
            yield return made;
        }
    }

    static ExportRow OfEpisode(JsonElement value, ExportRow title)
    {
        var (season, episode) = (value.Whole("show_season_number", most: 10_000), value.Whole("show_episode_number", most: 100_000) ?? value.Whole("anime_episode_number", most: 100_000));
        return title with { Season = season, Episode = episode, Kind = episode is not null ? ExportKind.Episode : season is not null ? ExportKind.Season : title.Kind };
    }

    /// <summary>A play that was not finished is none.</summary>
    static ExportRow? Seen(JsonElement seen, ExportRow title)
    {
        if (RatingScale.Value(seen.Raw("progress") ?? "100", 100) is < 100)
        {
            return null;
        }

        var at = seen.Moment("ended_on");
        return OfEpisode(seen, title) with
        {
            Watched = true,
            WatchedAt = at.At,
            WatchedOn = at.On,
            Device = seen.Text("provider_watched_on", 200) ?? ExportValues.Text(string.Join(", ", seen.Member("providers_consumed_on").Items().Select(p => p.Raw())), 200),
        };
    }

    static ExportRow? Reviewed(JsonElement review, ExportRow title)
    {
        var rating = RatingScale.Of(review.Raw("rating") ?? "", 100, out var note);
        var words = review.Member("review");
        var (text, at) = (words.Text("text", ExportLimits.Note), words.Moment("date"));
        return rating is null && text is null ? null : OfEpisode(review, title) with { Rating = rating, RatedAt = at.At, RatedOn = at.On, Note = text, Remark = note };
    }

    /// <summary>Collections are named in the export by objects or, in older ones, by their names alone.</summary>
    static ExportRow? Collected(JsonElement collection, ExportRow title)
    {
        var name = collection.ValueKind == JsonValueKind.String ? ExportValues.Text(collection.Raw(), ExportLimits.Name)
            : collection.Text("collectionName") ?? collection.Text("collection_name");
        var at = collection.IsObject() ? collection.Moment("createdOn") : ExportMoment.Unknown;
        return name switch
        {
            null or "Completed" or "In Progress" or "Monitoring" or "Custom" or "Owned" or "Reminders" => null,
            "Watchlist" => title with { Watchlisted = true, AddedAt = at.At, AddedOn = at.On },
            _ => title with { List = name, AddedAt = at.At, AddedOn = at.On },
        };
    }
}
