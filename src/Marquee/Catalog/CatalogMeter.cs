using System.Diagnostics.Metrics;
using Marquee.Metering;

namespace Marquee.Catalog;

/// <summary>How long finding titles takes, and how many rows imports bring.</summary>
public sealed class CatalogMeter
{
    const string Searching = "marquee.search.duration";

    const string Importing = "marquee.import.rows";

    public static readonly MeasuredFamily SearchFamily = new(Meters.Ours, Searching, "marquee_search_duration_seconds", FamilyKind.Histogram,
        "Finding titles by their names, without reading their facts.")
    {
        Labels = [("typing", "typing")],
        Bounds = MeteringRegistration.Answers,
    };

    public static readonly MeasuredFamily ImportFamily = new(Meters.Ours, Importing, "marquee_import_rows_total", FamilyKind.Counter,
        "Rows of IMDb's files that imports of this process stored or could not use, by file.")
    {
        Labels = [("file", "file"), ("outcome", "outcome")],
    };

    readonly Histogram<double> _search;
    readonly Counter<long> _rows;

    public CatalogMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Meters.Ours);
        _search = meter.CreateHistogram<double>(Searching, "s");
        _rows = meter.CreateCounter<long>(Importing);
    }

    /// <param name="typing">The text was still being typed.</param>
    public void Searched(TimeSpan took, bool typing) => _search.Record(took.TotalSeconds, new KeyValuePair<string, object?>("typing", typing ? "yes" : "no"));

    internal void Loaded(string file, long stored, long rejected)
    {
        _rows.Add(stored, new("file", file), new("outcome", "stored"));
        _rows.Add(rejected, new("file", file), new("outcome", "rejected"));
    }
}
