namespace Marquee.Integrations.Exports;

/// <summary>Makes a row of a table of somebody's own.</summary>
/// <param name="rowsAre">What a row means that says nothing but a title.</param>
/// <param name="fileName">The list's name where the rows are a list and name none.</param>
sealed class PlainRows(IReadOnlyDictionary<ColumnMeaning, int> columns, int scale, ExportContent rowsAre, string fileName)
{
    readonly bool _bare = !columns.Keys.Any(c => c is ColumnMeaning.Rating or ColumnMeaning.Watched or ColumnMeaning.WatchedOn or ColumnMeaning.Watchlist or ColumnMeaning.Liked or ColumnMeaning.List);

    public ExportRow Read(CsvRow cells, ExportRow row, ExportDates dates)
    {
        var rating = RatingScale.Of(Cell(ColumnMeaning.Rating), scale, out var ratingNote);
        var watchedOn = ExportMoment.Of(Cell(ColumnMeaning.WatchedOn), dates, out var watchedNote);
        var ratedOn = ExportMoment.Of(Cell(ColumnMeaning.RatedOn), dates, out var ratedNote);
        var addedOn = ExportMoment.Of(Cell(ColumnMeaning.AddedOn), dates, out var addedNote);
        var (imdb, tmdb, tvdb, name) = (ExportValues.Imdb(Cell(ColumnMeaning.Imdb)), ExportValues.Number(Cell(ColumnMeaning.Tmdb)), ExportValues.Number(Cell(ColumnMeaning.Tvdb)), cells.Name(At(ColumnMeaning.Name)));
        var watched = At(ColumnMeaning.Watched) >= 0 ? ColumnValues.Mark(Cell(ColumnMeaning.Watched)) == true
            : At(ColumnMeaning.WatchedOn) >= 0 ? Cell(ColumnMeaning.WatchedOn).Length > 0
            : _bare && rowsAre is ExportContent.Watched or ExportContent.History;
        var list = cells.Text(At(ColumnMeaning.List)) ?? (_bare && rowsAre == ExportContent.List ? fileName : null);
        var episode = ExportValues.Whole(Cell(ColumnMeaning.Episode), 0, 100_000);
        return row with
        {
            Problem = imdb is null && tmdb is null && tvdb is null && name.Length == 0 ? new ExportRemark("exports.row.noTitle") : null,
            Remark = ratingNote ?? watchedNote ?? ratedNote ?? addedNote,
            ImdbTitle = imdb,
            Tmdb = tmdb,
            Tvdb = tvdb,
            Name = name,
            Original = cells.Text(At(ColumnMeaning.Original)),
            Year = ExportValues.Year(Cell(ColumnMeaning.Year)),
            Kind = episode is not null ? ExportKind.Episode : Kind(Cell(ColumnMeaning.Kind)),
            Season = ExportValues.Whole(Cell(ColumnMeaning.Season), 0, 10_000),
            Episode = episode,
            EpisodeName = cells.Text(At(ColumnMeaning.EpisodeName)),
            Rating = rating,
            RatedAt = rating is null ? null : ratedOn.At,
            RatedOn = rating is null ? null : ratedOn.On,
            Watched = watched,
            WatchedAt = watched ? watchedOn.At : null,
            WatchedOn = watched ? watchedOn.On : null,
            Watchlisted = ColumnValues.Mark(Cell(ColumnMeaning.Watchlist)) == true || (_bare && rowsAre == ExportContent.Watchlist),
            Liked = ColumnValues.Mark(Cell(ColumnMeaning.Liked)) == true || (_bare && rowsAre == ExportContent.Likes),
            AddedAt = addedOn.At,
            AddedOn = addedOn.On,
            Note = cells.Text(At(ColumnMeaning.Note), ExportLimits.Note),
            List = list,
        };

        string Cell(ColumnMeaning meaning) => cells[At(meaning)];
    }

    int At(ColumnMeaning meaning) => columns.GetValueOrDefault(meaning, -1);

    static ExportKind Kind(string cell) => CsvHeader.Fold(cell) switch
    {
        "movie" or "film" or "feature" or "tvmovie" or "short" or "documentary" or "spielfilm" or "fernsehfilm" or "kurzfilm" => ExportKind.Film,
        "series" or "show" or "tv" or "tvshow" or "tvseries" or "serie" or "miniseries" or "tvminiseries" or "anime" => ExportKind.Series,
        "season" or "staffel" => ExportKind.Season,
        "episode" or "tvepisode" or "folge" => ExportKind.Episode,
        _ => ExportKind.Unknown,
    };
}
