using System.Globalization;
using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Netflix;

/// <summary>
/// Reads <c>CONTENT_INTERACTION/ViewingActivity.csv</c> of the personal data that Netflix sends on request: all profiles, every
/// start of anything, in UTC. Layout known from many public analyses of such files (columns Profile Name, Start Time, Duration,
/// Attributes, Title, Supplemental Video Type, Device Type, Bookmark, Latest Bookmark, Country).
/// </summary>
static class NetflixActivity
{
    /// <summary>Whoever stops sooner has not watched it.</summary>
    static readonly TimeSpan Least = TimeSpan.FromMinutes(5);

    /// <summary>A start that was gone on with later counts as a play of its own only when it was as long as an episode.</summary>
    static readonly TimeSpan LeastOfEarlier = TimeSpan.FromMinutes(15);

    const int Names = 10;

    public static int Known(CsvHeader header) =>
        header.HasAll("profilename", "starttime", "title") ? header.Count("profilename", "starttime", "duration", "attributes", "title", "supplementalvideotype", "devicetype", "bookmark", "latestbookmark", "country") : 0;

    public static PartReading Read(CsvTable table)
    {
        var header = table.Header;
        int profile = header.At("profilename"), start = header.At("starttime"), title = header.At("title"), device = header.At("devicetype");
        int supplement = header.At("supplementalvideotype"), attributes = header.At("attributes"), duration = header.At("duration"), latest = header.At("latestbookmark");
        var series = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var profiles = new SortedSet<string>(StringComparer.Ordinal);
        int watched = 0, supplements = 0, started = 0;
        if (TablePart.Scan(table.Rows(), [start], Look) is not { } scan)
        {
            return TablePart.TooMany;
        }

        if (scan.Rows == 0)
        {
            return TablePart.Empty(table.Name);
        }

        var remarks = new List<ExportRemark>();
        Tell(supplements > 0, new ExportRemark("exports.netflix.supplements", ("count", supplements)));
        Tell(started > 0, new ExportRemark("exports.netflix.started", ("count", started)));
        Tell(profiles.Count > 1, new ExportRemark("exports.netflix.profiles", ("count", profiles.Count), ("profiles", string.Join(", ", profiles.Take(Names)))));
        return TablePart.Of(table, NetflixTables.Key, "netflix-activity", ExportContent.History, watched, Make) with
        {
            Remarks = remarks,
            Rows = TablePart.Rows(table, table.Rows().Where(row => !Supplement(new CsvRow(row.Line, row.Cells)) && !OnlyStarted(new CsvRow(row.Line, row.Cells))), Make),
        };

        void Tell(bool worth, ExportRemark remark) => remarks.AddRange(worth ? [remark] : []);

        void Look(CsvRow row)
        {
            var (extra, short_) = (Supplement(row), OnlyStarted(row));
            supplements += extra ? 1 : 0;
            started += !extra && short_ ? 1 : 0;
            watched += !extra && !short_ ? 1 : 0;
            if (row.Name(profile) is { Length: > 0 } name && profiles.Count < 1000)
            {
                profiles.Add(name);
            }

            if (!extra && NetflixTitle.Series(row.Name(title)) is { } found)
            {
                series.Add(found);
            }
        }

        bool Supplement(CsvRow row) => row[supplement].Length > 0 || row[attributes].Contains("Autoplayed: user action: None", StringComparison.OrdinalIgnoreCase)
            || row.Name(title).Contains("_hook_", StringComparison.OrdinalIgnoreCase);

        bool OnlyStarted(CsvRow row) => TimeSpan.TryParseExact(row[duration], ["h\\:mm\\:ss", "hh\\:mm\\:ss"], CultureInfo.InvariantCulture, out var time)
            && time < (row[latest].StartsWith("Not latest", StringComparison.OrdinalIgnoreCase) ? LeastOfEarlier : Least);

        ExportRow Make(CsvRow cells, ExportRow row)
        {
            var at = ExportMoment.Of(cells[start], scan.Dates, out var note);
            return NetflixTitle.Of(cells.Name(title), series, row with
            {
                Remark = note,
                Watched = true,
                WatchedAt = at.At,
                WatchedOn = at.On,
                Device = cells.Text(device, 200) ?? "Netflix",
                Profile = cells.Text(profile, 100),
            });
        }
    }
}
