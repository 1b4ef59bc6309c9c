using System.Text.Json;
using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Trakt;

/// <summary>
/// Reads Trakt's JSON: the parts of the account export (<c>watched-history-1.json</c>, <c>ratings-movies.json</c>,
/// <c>lists-watchlist.json</c>, <c>lists-list-4242-slug.json</c>) and what exporters saved of its API, one list a file or all in one.
/// What an entry says is told by its members; only lists, watchlist and favourites look alike and are told apart by name. Layout
/// known from the API's documentation (trakt.docs.apiary.io) and from the importers of FuzzyGrim/Yamtrack, IgnisDa/ryot and
/// purarue/traktexport.
/// </summary>
static class TraktJson
{
    public const string Key = "trakt";

    public static JsonSource Source { get; } = new(Key, Mine, Read);

    static bool Mine(JsonItem item) => TraktTitle.Named(item.Value) || TraktLists.IsList(item.Value) || IsHistoryOfWatched(item.Value);

    static bool IsHistoryOfWatched(JsonElement value) => value.Has("plays") && value.Has("last_watched_at");

    static PartReading Read(PartBytes part)
    {
        var start = JsonPart.Start(part);
        var lists = start.Select(i => ListOf(i, part.Name)).Distinct().ToList();
        var known = start.Where(i => !i.Broken).ToList();
        if (known.TrueForAll(i => TraktLists.IsList(i.Value) && !i.Value.Has("items")))
        {
            return new SkippedPart(new ExportRemark("exports.trakt.listNames"));
        }

        if (known.TrueForAll(i => i.Value.Has("collected_at") || i.Value.Has("last_collected_at")))
        {
            return new SkippedPart(new ExportRemark("exports.trakt.collection"));
        }

        var content = lists is [var list] ? Content(known, list) : ExportContent.Mixed;
        var read = JsonPart.Read(part, Key, $"trakt-{content.ToString().ToLowerInvariant()}", content, (item, row) => Rows(item, row, part.Name));
        return read is ExportPart made && content == ExportContent.List ? made with { List = TraktLists.NameOf(part.Name) } : read;
    }

    static ExportContent Content(List<JsonItem> items, TraktList list)
    {
        var value = items[0].Value;
        return value.Has("watched_at") ? ExportContent.History
            : value.Has("plays") ? ExportContent.Watched
            : value.Has("rated_at") ? ExportContent.Ratings
            : value.Member("comment").IsObject() ? ExportContent.Reviews
            : list switch
            {
                TraktList.Watchlist => ExportContent.Watchlist,
                TraktList.Favourites => ExportContent.Likes,
                TraktList.Named => ExportContent.List,
                _ => ExportContent.Mixed,
            };
    }

    static TraktList ListOf(JsonItem item, PartName name) => TraktLists.Of(item.List.Length > 0 ? item.List : name.Stem);

    static IEnumerable<ExportRow> Rows(JsonItem item, ExportRow row, PartName name)
    {
        var value = item.Value;
        if (TraktLists.IsList(value) && !TraktTitle.Named(value))
        {
            return value.Member("items").Items().Where(TraktTitle.Named).Select((entry, at) => Listed(entry, TraktTitle.Of(entry, row), TraktList.Named, value.Text("name"), at + 1));
        }

        if (!TraktTitle.Named(value) || value.Has("collected_at") || value.Has("last_collected_at"))
        {
            return [];
        }

        var titled = TraktTitle.Of(value, row);
        return value.Has("watched_at") ? [Played(value, titled)]
            : value.Has("plays") ? TraktWatched.Rows(value, titled)
            : value.Has("rating") && value.Has("rated_at") ? [Rated(value, titled)]
            : value.Member("comment") is { ValueKind: JsonValueKind.Object } comment ? [Commented(comment, titled)]
            : value.Has("listed_at") || value.Has("rank") ? [Listed(value, titled, ListOf(item, name), TraktLists.NameOf(name), null)]
            : [];
    }

    static ExportRow Played(JsonElement value, ExportRow row)
    {
        var at = value.Moment("watched_at");
        return row with
        {
            // Nobody watches a series or a season in one go.
            Problem = row.Problem ?? (row.Kind is ExportKind.Series or ExportKind.Season ? new ExportRemark("exports.row.noEpisode") : null),
            Watched = true,
            WatchedAt = at.At,
            WatchedOn = at.On,
            PlayKey = value.Raw("id") is { Length: < 40 } id ? "trakt:play:" + id : null,
        };
    }

    static ExportRow Rated(JsonElement value, ExportRow row)
    {
        var rating = RatingScale.Of(value.Raw("rating") ?? "", 10, out var note);
        var at = value.Moment("rated_at");
        return row with { Problem = row.Problem ?? (rating is null ? note ?? new ExportRemark("exports.row.noRating") : null), Remark = note, Rating = rating, RatedAt = at.At, RatedOn = at.On };
    }

    static ExportRow Commented(JsonElement comment, ExportRow row)
    {
        var at = comment.Moment("created_at");
        return row with { Note = comment.Text("comment", ExportLimits.Note), AddedAt = at.At, AddedOn = at.On };
    }

    static ExportRow Listed(JsonElement value, ExportRow row, TraktList list, string? name, int? place)
    {
        var at = value.Moment("listed_at");
        return row with
        {
            AddedAt = at.At,
            AddedOn = at.On,
            Note = value.Text("notes", ExportLimits.Note),
            Watchlisted = list == TraktList.Watchlist,
            Liked = list == TraktList.Favourites,
            List = list == TraktList.Named ? name : null,
            Position = list == TraktList.Named ? value.Whole("rank", 1, 1_000_000) ?? place : null,
        };
    }
}
