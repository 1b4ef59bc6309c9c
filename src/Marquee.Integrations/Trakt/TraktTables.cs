using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Trakt;

/// <summary>
/// Reads Trakt's CSV exports of a page: ratings, history, watchlist and lists, which share their columns and differ in the one
/// that has the date (<c>rated_at</c>, <c>watched_at</c>, <c>listed_at</c>). Layout known from recorded headers.
/// </summary>
static class TraktTables
{
    public static TableSource Source { get; } = new(TraktJson.Key, Known, Read);

    static int Known(CsvHeader header) =>
        header.HasAll("traktid", "type", "title") && (header.Has("ratedat") || header.Has("watchedat") || header.Has("listedat") || header.Has("collectedat"))
            ? header.Count("ratedat", "watchedat", "listedat", "type", "title", "year", "traktrating", "traktid", "imdbid", "tmdbid", "tvdbid", "url", "released", "seasonnumber", "episodenumber", "episodetitle", "episodetraktid", "genres", "rating")
            : 0;

    static PartReading Read(CsvTable table)
    {
        var header = table.Header;
        int rated = header.At("ratedat"), watched = header.At("watchedat"), listed = header.At("listedat");
        if (rated < 0 && watched < 0 && listed < 0)
        {
            return new SkippedPart(new ExportRemark("exports.trakt.collection"));
        }

        var list = listed < 0 ? TraktList.None : TraktLists.Of(table.Name.Stem);
        var content = rated >= 0 ? ExportContent.Ratings : watched >= 0 ? ExportContent.History
            : list == TraktList.Watchlist ? ExportContent.Watchlist : list == TraktList.Favourites ? ExportContent.Likes : ExportContent.List;
        var name = content == ExportContent.List ? TraktLists.NameOf(table.Name) : null;
        int rating = header.At("rating", "myrating"), note = header.At("notes"), rank = header.At("rank");
        var read = TablePart.Read(table, TraktJson.Key, $"trakt-csv-{content.ToString().ToLowerInvariant()}", content, [rated, watched, listed], dates => (cells, row) =>
        {
            var stars = rated < 0 ? null : RatingScale.Of(cells[rating], 10, out _);
            var (ratedAt, watchedAt, listedAt) = (ExportMoment.Of(cells[rated], dates, out var a), ExportMoment.Of(cells[watched], dates, out var b), ExportMoment.Of(cells[listed], dates, out var c));
            row = Title(cells, header, row);
            return row with
            {
                Problem = row.Problem ?? (rated >= 0 && stars is null ? new ExportRemark("exports.row.noRating") : null),
                Remark = a ?? b ?? c,
                Rating = stars,
                RatedAt = ratedAt.At,
                RatedOn = ratedAt.On,
                Watched = content == ExportContent.History,
                WatchedAt = watchedAt.At,
                WatchedOn = watchedAt.On,
                Watchlisted = content == ExportContent.Watchlist,
                Liked = content == ExportContent.Likes,
                AddedAt = listedAt.At,
                AddedOn = listedAt.On,
                Note = cells.Text(note, ExportLimits.Note),
                List = name,
                Position = name is null ? null : ExportValues.Whole(cells[rank], 1, 1_000_000),
            };
        });
        return read is ExportPart part ? part with { List = name } : read;
    }

    static ExportRow Title(CsvRow cells, CsvHeader header, ExportRow row)
    {
        var (name, imdb, tmdb, tvdb) = (cells.Name(header.At("title")), ExportValues.Imdb(cells[header.At("imdbid")]), ExportValues.Number(cells[header.At("tmdbid")]), ExportValues.Number(cells[header.At("tvdbid")]));
        var type = cells[header.At("type")].ToLowerInvariant();
        return row with
        {
            Problem = name.Length == 0 && imdb is null && tmdb is null && tvdb is null ? new ExportRemark("exports.row.noTitle") : null,
            Name = name,
            Year = ExportValues.Year(cells[header.At("year")]),
            Kind = type switch { "movie" => ExportKind.Film, "show" => ExportKind.Series, "season" => ExportKind.Season, "episode" => ExportKind.Episode, _ => ExportKind.Unknown },
            ImdbTitle = imdb,
            Tmdb = tmdb,
            Tvdb = tvdb,
            OwnKey = ExportValues.Number(cells[header.At("traktid")]) is { } own ? FormattableString.Invariant($"trakt:{(type == "movie" ? "movie" : "show")}:{own}") : null,
            Season = type is "season" or "episode" ? ExportValues.Whole(cells[header.At("seasonnumber")], 0, 10_000) : null,
            Episode = type == "episode" ? ExportValues.Whole(cells[header.At("episodenumber")], 0, 100_000) : null,
            EpisodeName = cells.Text(header.At("episodetitle")),
            ImdbEpisode = type == "episode" ? ExportValues.Imdb(cells[header.At("episodeimdbid")]) : null,
            TmdbEpisode = type == "episode" ? ExportValues.Number(cells[header.At("episodetmdbid")]) : null,
            TvdbEpisode = type == "episode" ? ExportValues.Number(cells[header.At("episodetvdbid")]) : null,
        };
    }
}
