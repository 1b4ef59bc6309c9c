using System.Text.Json;
using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Trakt;

/// <summary>
/// The title that an entry of Trakt's is about: a member <c>movie</c>, <c>show</c>, <c>season</c> or <c>episode</c>, of which the
/// last two stand beside their <c>show</c>. MDBList and Simkl copy the shape.
/// </summary>
static class TraktTitle
{
    public static bool Named(JsonElement item) => item.Member("movie").IsObject() || item.Member("show").IsObject() || (item.Member("episode").IsObject() && item.Has("type"));

    public static ExportRow Of(JsonElement item, ExportRow row)
    {
        if (item.Member("movie") is { ValueKind: JsonValueKind.Object } movie)
        {
            return Title(movie, row, "movie") with { Kind = ExportKind.Film };
        }

        row = Title(item.Member("show"), row, "show") with { Kind = ExportKind.Series };
        var (season, episode) = (item.Member("season"), item.Member("episode"));
        if (episode.IsObject())
        {
            var ids = episode.Member("ids");
            return Complete(row with
            {
                Kind = ExportKind.Episode,
                Season = episode.Whole("season", most: 10_000),
                Episode = episode.Whole("number", most: 100_000),
                EpisodeName = episode.Text("title"),
                ImdbEpisode = ExportValues.Imdb(ids.Raw("imdb")),
                TmdbEpisode = ids.Whole("tmdb", 1),
                TvdbEpisode = ids.Whole("tvdb", 1),
            });
        }

        return season.IsObject() ? row with { Kind = ExportKind.Season, Season = season.Whole("number", most: 10_000) } : row;
    }

    /// <summary>An episode is known by its own id, or by its series, season and number.</summary>
    static ExportRow Complete(ExportRow row) =>
        row is { ImdbEpisode: null, TmdbEpisode: null, TvdbEpisode: null } and ({ Season: null } or { Episode: null })
            ? row with { Problem = row.Problem ?? new ExportRemark("exports.row.noEpisode") }
            : row with { Problem = row.ImdbEpisode is not null || row.TmdbEpisode is not null || row.TvdbEpisode is not null ? null : row.Problem };

    static ExportRow Title(JsonElement title, ExportRow row, string kind)
    {
        var ids = title.Member("ids");
        var (imdb, tmdb, tvdb, name) = (ExportValues.Imdb(ids.Raw("imdb")), ids.Whole("tmdb", 1), ids.Whole("tvdb", 1), title.Text("title"));
        return row with
        {
            Problem = imdb is null && tmdb is null && tvdb is null && name is null ? new ExportRemark("exports.row.noTitle") : null,
            ImdbTitle = imdb,
            Tmdb = tmdb,
            Tvdb = tvdb,
            OwnKey = ids.Whole("trakt", 1) is { } own ? FormattableString.Invariant($"trakt:{kind}:{own}") : ids.Whole("simkl", 1) is { } simkl ? FormattableString.Invariant($"simkl:{kind}:{simkl}") : null,
            Name = name ?? "",
            Year = title.Whole("year", 1850, 2200),
        };
    }
}
