using Marquee.Integrations.Exports;

namespace Marquee.Integrations.MdbList;

/// <summary>
/// Reads MDBList's lists as JSON (<c>mdblist.com/lists/NAME/LIST/json</c> and its API): <c>id</c> is TMDB's number. The name of the
/// file is the list's. What its API gives of ratings and plays has Trakt's shape. Layout known from clients of that API
/// (mdblist.docs.apiary.io; jellyfin and emby plug-ins). MDBList has no export of a whole account.
/// </summary>
static class MdbListJson
{
    public const string Key = "mdblist";

    public static JsonSource Source { get; } = new(Key, Mine, Read);

    static bool Mine(JsonItem item) => item.Value.Has("mediatype") && item.Value.Has("title") && (item.Value.Has("imdb_id") || item.Value.Has("id"));

    static PartReading Read(PartBytes part)
    {
        var list = MdbListName.Of(part.Name);
        var read = JsonPart.Read(part, Key, "mdblist-json", list is null ? ExportContent.Watchlist : ExportContent.List, (item, row) => Mine(item) ? [Row(item, row, list)] : []);
        return read is ExportPart made ? made with { List = list } : read;
    }

    static ExportRow Row(JsonItem item, ExportRow row, string? list)
    {
        var value = item.Value;
        var added = value.Moment("watchlist_at");
        return row with
        {
            ImdbTitle = ExportValues.Imdb(value.Raw("imdb_id")),
            Tmdb = value.Whole("tmdb_id", 1) ?? value.Whole("id", 1),
            Tvdb = value.Whole("tvdb_id", 1),
            Name = value.Text("title") ?? "",
            Year = value.Whole("release_year", 1850, 2200),
            Kind = value.Raw("mediatype") switch { "movie" => ExportKind.Film, "show" => ExportKind.Series, _ => ExportKind.Unknown },
            Watchlisted = list is null,
            AddedAt = added.At,
            AddedOn = added.On,
            List = list,
            Position = list is null ? null : value.Whole("rank", 1, 1_000_000),
        };
    }
}
