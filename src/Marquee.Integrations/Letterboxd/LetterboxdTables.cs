using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Letterboxd;

/// <summary>
/// Reads the tables of a Letterboxd export. Layout known from exports shown in public (letterboxd.com/settings/data gives them)
/// and from the repositories patrickmjones/letterboxd-data and FuzzyGrim/Yamtrack. Habits that cost time: watched, watchlist and
/// likes share one header, so their name tells them apart; in the diary and the reviews the address is the entry's and not the
/// film's; the diary has two dates, of which the first is the day of writing; deleted and orphaned copies lie beside the rest.
/// </summary>
static class LetterboxdTables
{
    public const string Key = "letterboxd";

    public static TableSource Source { get; } = new(Key, Known, Read);

    static int Known(CsvHeader header) =>
        header.Has("letterboxduri") && header.HasAll("name", "year", "date") ? header.Count("date", "name", "year", "letterboxduri", "rating", "rewatch", "review", "tags", "watcheddate")
        : header.HasAll("position", "name", "year", "url", "description") && header.Names.Count == 5 ? 5
        : header.HasAll("datejoined", "username", "favoritefilms") ? 3
        : header.HasAll("date", "content", "comment") && header.Names.Count == 3 ? 3
        : header.HasAll("date", "letterboxduri") || (header.HasAll("date", "url", "name") && header.Has("owner")) ? 2
        : 0;

    static PartReading Read(CsvTable table)
    {
        var (name, header) = (table.Name, table.Header);
        var folder = name.Folder.ToLowerInvariant().Split('/');
        if (folder.Contains("deleted") || folder.Contains("orphaned"))
        {
            return new SkippedPart(new ExportRemark("exports.letterboxd.deleted"));
        }

        if (header.Has("position"))
        {
            return LetterboxdList.Read(table);
        }

        if (!header.HasAll("name", "year", "letterboxduri"))
        {
            return new SkippedPart(new ExportRemark("exports.letterboxd.personal"));
        }

        return header.Has("review") ? Entries(table, "letterboxd-reviews", ExportContent.Reviews)
            : header.Has("watcheddate") ? Entries(table, "letterboxd-diary", ExportContent.History)
            : header.Has("rating") ? Films(table, "letterboxd-ratings", ExportContent.Ratings)
            : folder.Contains("likes") && name.Folded != "films" ? new SkippedPart(new ExportRemark("exports.letterboxd.personal"))
            : name.Folded switch
            {
                "watched" => Films(table, "letterboxd-watched", ExportContent.Watched),
                "watchlist" => Films(table, "letterboxd-watchlist", ExportContent.Watchlist),
                "films" or "likes" or "likesfilms" => Films(table, "letterboxd-likes", ExportContent.Likes),
                _ => new SkippedPart(new ExportRemark("exports.letterboxd.whichPart", ("part", ArchivePath.Shown(name.Path)))),
            };
    }

    /// <summary>A row for each film.</summary>
    static PartReading Films(CsvTable table, string layout, ExportContent content)
    {
        var header = table.Header;
        int date = header.At("date"), name = header.At("name"), year = header.At("year"), uri = header.At("letterboxduri"), rating = header.At("rating");
        return TablePart.Read(table, Key, layout, content, [date], dates => (cells, row) =>
        {
            var on = dates.Read(cells[date], out var note);
            var rated = content == ExportContent.Ratings ? HalfStars(cells[rating], out note) : null;
            return row with
            {
                Problem = cells.Name(name).Length == 0 ? new ExportRemark("exports.row.noTitle")
                    : content == ExportContent.Ratings && rated is null ? note ?? new ExportRemark("exports.row.noRating")
                    : null,
                Remark = note,
                Name = cells.Name(name),
                Year = ExportValues.Year(cells[year]),
                Kind = ExportKind.Film,
                OwnKey = cells.Text(uri),
                Rating = rated,
                RatedOn = rated is null ? null : on,
                // The day on which it was marked as watched is not the day of watching.
                Watched = content == ExportContent.Watched,
                Watchlisted = content == ExportContent.Watchlist,
                Liked = content == ExportContent.Likes,
                AddedOn = content == ExportContent.Ratings ? null : on,
            };
        });
    }

    /// <summary>A row for each entry of the diary, or for each review.</summary>
    static PartReading Entries(CsvTable table, string layout, ExportContent content)
    {
        var header = table.Header;
        int date = header.At("date"), name = header.At("name"), year = header.At("year"), uri = header.At("letterboxduri");
        int rating = header.At("rating"), rewatch = header.At("rewatch"), tags = header.At("tags"), watched = header.At("watcheddate"), review = header.At("review");
        return TablePart.Read(table, Key, layout, content, [date, watched], dates => (cells, row) =>
        {
            var rated = HalfStars(cells[rating], out var ratingNote);
            var on = dates.Read(cells[watched], out var watchedNote);
            return row with
            {
                Problem = cells.Name(name).Length == 0 ? new ExportRemark("exports.row.noTitle") : null,
                Remark = ratingNote ?? watchedNote,
                Name = cells.Name(name),
                Year = ExportValues.Year(cells[year]),
                Kind = ExportKind.Film,
                PlayKey = cells.Text(uri),
                // A review without a day is about a film that was seen some time.
                Watched = true,
                WatchedOn = on,
                Rewatch = cells[rewatch].Length > 0 && !cells[rewatch].Equals("no", StringComparison.OrdinalIgnoreCase),
                Rating = rated,
                RatedOn = rated is null ? null : dates.Read(cells[date], out _),
                Tags = LetterboxdTags.Of(cells.Text(tags, 2000)),
                Note = cells.Text(review, ExportLimits.Note),
            };
        });
    }

    internal static int? HalfStars(string cell, out ExportRemark? note)
    {
        if (RatingScale.Value(cell, 5) is { } stars && stars > 0 && RatingScale.OfHalfStars(stars) is { } exact)
        {
            note = null;
            return exact;
        }

        return RatingScale.Of(cell, 5, out note);
    }
}
