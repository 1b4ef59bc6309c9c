using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Imdb;

/// <summary>Makes one row out of its cells.</summary>
sealed class ImdbRows(ImdbColumns columns, ExportDates dates, ExportContent content, string? list)
{
    public ExportRow Read(CsvRow cells, ExportRow row)
    {
        var id = ImdbValues.Id(Cell(ImdbColumn.Const), Cell(ImdbColumn.Url), out var noId);
        var rating = ImdbValues.Rating(Cell(ImdbColumn.Rating), out var noRating);
        var created = dates.Read(Cell(ImdbColumn.Created), out var createdNote);
        // The oldest layout has no column for the day of the rating: in its ratings file a row was created on that day.
        var ratedOn = dates.Read(Cell(ImdbColumn.RatedOn), out var ratedNote)
            ?? (columns.OldNames && content == ExportContent.Ratings ? created : null);
        var original = cells.Text(columns.At(ImdbColumn.Original));
        var name = cells.Text(columns.At(ImdbColumn.Title)) ?? original ?? "";
        var kind = ImdbValues.Kind(Cell(ImdbColumn.Kind));
        return row with
        {
            Problem = noId ?? noRating ?? (content == ExportContent.Ratings && rating is null ? new ExportRemark("exports.row.noRating") : null),
            Remark = rating is null ? createdNote : ratedNote ?? (columns.OldNames ? createdNote : null),
            ImdbTitle = id > 0 ? id : null,
            Name = name,
            Original = original == name ? null : original,
            Kind = ImdbValues.OfKind(kind),
            ImdbKind = kind,
            Year = ExportValues.Year(Cell(ImdbColumn.Year)),
            Runtime = ExportValues.Whole(Cell(ImdbColumn.Runtime), 1, 100_000),
            Genres = ImdbValues.GenreNames(Cell(ImdbColumn.Genres)),
            Rating = rating,
            RatedOn = rating is null ? null : ratedOn,
            AddedOn = created,
            Note = cells.Text(columns.At(ImdbColumn.Description), ExportLimits.Note),
            Watched = content == ExportContent.Watched,
            WatchedOn = content == ExportContent.Watched ? created : null,
            Watchlisted = content == ExportContent.Watchlist,
            List = list,
            Position = list is null ? null : ExportValues.Whole(Cell(ImdbColumn.Position), 1, 1_000_000),
        };

        string Cell(ImdbColumn column) => cells[columns.At(column)];
    }
}
