namespace Marquee.Integrations.Imdb;

/// <summary>Makes one row out of its cells.</summary>
sealed class ImdbExportRows(ImdbExportColumns columns, ImdbExportDates dates, ImdbExportContent content)
{
    public ImdbExportRow Read(int line, List<string> cells)
    {
        var row = new ImdbExportRow { Line = line, Cells = cells };
        if (Surplus(cells) is { } surplus)
        {
            return row with { Problem = surplus };
        }

        var id = ImdbExportValues.Id(Cell(ImdbExportColumn.Const), Cell(ImdbExportColumn.Url), out var noId);
        var rating = ImdbExportValues.Rating(Cell(ImdbExportColumn.Rating), out var noRating);
        var problem = noId ?? noRating ?? (content == ImdbExportContent.Ratings && rating is null ? new ImdbRemark("imdbExport.row.noRating") : null);
        var created = dates.Read(Cell(ImdbExportColumn.Created), out var createdNote);
        // The oldest layout has no column for the day of the rating: in its ratings file a row was created on that day.
        var ratedOn = dates.Read(Cell(ImdbExportColumn.RatedOn), out var ratedNote)
            ?? (columns.OldNames && content == ImdbExportContent.Ratings ? created : null);
        var original = Cell(ImdbExportColumn.Original);
        var name = Cell(ImdbExportColumn.Title) is { Length: > 0 } title ? title : original;
        return row with
        {
            Problem = problem,
            Note = rating is null ? createdNote : ratedNote ?? (columns.OldNames ? createdNote : null),
            Title = id,
            Name = name,
            Original = original.Length == 0 || original == name ? null : original,
            Kind = ImdbExportValues.Kind(Cell(ImdbExportColumn.Kind)),
            Year = ImdbExportValues.Whole(Cell(ImdbExportColumn.Year), 1850, 2200),
            Runtime = ImdbExportValues.Whole(Cell(ImdbExportColumn.Runtime), 1, 100_000),
            Genres = ImdbExportValues.GenreNames(Cell(ImdbExportColumn.Genres)),
            Rating = rating,
            RatedOn = rating is null ? null : ratedOn,
            Created = created,
            Description = Cell(ImdbExportColumn.Description) is { Length: > 0 } description ? description : null,
        };

        string Cell(ImdbExportColumn column) => columns.Cell(cells, column);
    }

    /// <summary>Cells beyond the header mean that separators were lost or added, so no cell can be trusted; empty ones do not.</summary>
    ImdbRemark? Surplus(List<string> cells)
    {
        for (var i = columns.Header.Count; i < cells.Count; i++)
        {
            if (ImdbExportValues.Clean(cells[i]).Length > 0)
            {
                return new ImdbRemark("imdbExport.row.surplus", ("cells", cells.Count), ("header", columns.Header.Count));
            }
        }

        return null;
    }
}
