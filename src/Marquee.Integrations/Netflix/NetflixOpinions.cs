using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Netflix;

/// <summary>
/// Reads <c>Ratings.csv</c> and <c>MyList.csv</c> of the personal data: thumbs (1 down, 2 up, 3 two up), the stars of former times
/// (1 to 5), and the list. Columns known from the importer of IgnisDa/ryot.
/// </summary>
static class NetflixOpinions
{
    public static int Known(CsvHeader header) =>
        header.HasAll("profilename", "titlename") && (header.Has("thumbsvalue") || header.Has("starvalue")) ? header.Count("profilename", "titlename", "thumbsvalue", "starvalue", "eventutcts", "ratingtype")
        : header.HasAll("profilename", "titlename", "utctitleadddate") ? 3
        : 0;

    public static PartReading Read(CsvTable table)
    {
        var header = table.Header;
        int profile = header.At("profilename"), title = header.At("titlename"), thumbs = header.At("thumbsvalue"), stars = header.At("starvalue");
        int rated = header.At("eventutcts"), added = header.At("utctitleadddate");
        var list = added >= 0;
        return TablePart.Read(table, NetflixTables.Key, list ? "netflix-list" : "netflix-ratings", list ? ExportContent.Watchlist : ExportContent.Ratings, [rated, added], dates => (cells, row) =>
        {
            var at = ExportMoment.Of(cells[list ? added : rated], dates, out var note);
            var rating = list ? null : RatingScale.Of(cells[stars], 5, out _);
            var thumb = ExportValues.Whole(cells[thumbs], 0, 3);
            return row with
            {
                Problem = cells.Name(title).Length == 0 ? new ExportRemark("exports.row.noTitle") : !list && rating is null && thumb is null or 0 ? new ExportRemark("exports.row.noRating") : null,
                Remark = note,
                Name = cells.Name(title),
                Profile = cells.Text(profile, 100),
                Rating = rating,
                RatedAt = rating is null ? null : at.At,
                RatedOn = rating is null ? null : at.On,
                Liked = thumb is 2 or 3,
                NotInterested = thumb == 1,
                Watchlisted = list,
                AddedAt = rating is null ? at.At : null,
                AddedOn = rating is null ? at.On : null,
            };
        });
    }
}
