using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Netflix;

/// <summary>
/// Reads the viewing history that Netflix gives on its page "Viewing activity": a title and a date, no ids, dates in the order
/// of the profile's language. A column of ratings that people add is read too. The larger tables of the personal data that
/// Netflix sends on request are read by <see cref="NetflixActivity"/> and <see cref="NetflixOpinions"/>.
/// </summary>
static class NetflixTables
{
    public const string Key = "netflix";

    static readonly string[] Titles = ["title", "titel", "titre", "titulo", "titolo", "tytul", "baslik", "cim", "nimi", "название", "タイトル", "제목", "标题"];

    static readonly string[] Dates = ["date", "datum", "fecha", "data", "dato", "tarih", "paivamaara", "дата", "日付", "날짜", "日期"];

    static readonly string[] Ratings = ["ratings", "rating", "bewertung", "bewertungen"];

    public static TableSource Source { get; } = new(Key, Known, Read);

    static int Known(CsvHeader header) =>
        NetflixActivity.Known(header) is > 0 and var activity ? activity
        : NetflixOpinions.Known(header) is > 0 and var opinions ? opinions
        : header.At(Titles) >= 0 && header.At(Dates) >= 0 && (header.Names.Count == 2 || (header.Names.Count == 3 && header.At(Ratings) >= 0)) ? header.Names.Count
        : 0;

    static PartReading Read(CsvTable table) =>
        NetflixActivity.Known(table.Header) > 0 ? NetflixActivity.Read(table)
        : NetflixOpinions.Known(table.Header) > 0 ? NetflixOpinions.Read(table)
        : History(table);

    static PartReading History(CsvTable table)
    {
        int title = table.Header.At(Titles), date = table.Header.At(Dates), rating = table.Header.At(Ratings);
        var series = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        bool foreign = false, padded = false;
        if (TablePart.Scan(table.Rows(), [date], Look) is not { } scan)
        {
            return TablePart.TooMany;
        }

        if (scan.Rows == 0)
        {
            return TablePart.Empty(table.Name);
        }

        scan.Dates.PresumeSorted();
        ExportRemark? presumed = null;
        if (scan.Dates is { Undecided: true, Example: { } example })
        {
            // Only American dates have slashes, two digits of a year and no zeros in front.
            var dayFirst = foreign || padded || !example.Contains('/', StringComparison.Ordinal);
            scan.Dates.Presume(dayFirst);
            presumed = new ExportRemark(dayFirst ? "exports.netflix.dayFirst" : "exports.netflix.monthFirst", ("date", example));
        }

        var part = TablePart.Of(table, Key, "netflix-history", ExportContent.History, scan.Rows, Make) with
        {
            Remarks = presumed is null ? [] : [presumed],
        };
        return part;

        void Look(CsvRow row)
        {
            var name = row.Name(title);
            if (NetflixTitle.Series(name) is { } found)
            {
                series.Add(found);
                foreign = foreign || NetflixTitle.Foreign(name);
            }

            var day = row[date];
            padded |= day.StartsWith('0') || (day.Length > 7 && day.Length <= 10 && day.LastIndexOf('/') == day.Length - 5);
        }

        ExportRow Make(CsvRow cells, ExportRow row)
        {
            var on = scan.Dates.Read(cells[date], out var note);
            var name = cells.Name(title);
            var stars = RatingScale.Of(cells[rating], 10, out var ratingNote);
            return NetflixTitle.Of(name, series, row with
            {
                Problem = name.Length == 0 ? new ExportRemark("exports.row.noTitle") : null,
                Remark = note ?? ratingNote,
                Watched = true,
                WatchedOn = on,
                Rating = stars,
                RatedOn = null,
                Device = "Netflix",
            });
        }
    }
}
