using Marquee.Integrations.Exports;
using Marquee.Texts;

namespace Marquee.Watching;

/// <summary>What the member and the catalog have at the moment of the preview.</summary>
sealed record ImportBackground(
    IReadOnlyDictionary<long, int> Ratings,
    IReadOnlySet<long> Watchlist,
    IReadOnlySet<long> Catalog);

/// <summary>
/// Decides what each row of a file means. Where the file has a title twice, the row with the latest date decides, and of two
/// without a date the later one.
/// </summary>
sealed class ImportClassification(IReadOnlyDictionary<long, (DateOnly? On, int Line)> deciding, ImportBackground background)
{
    public (ImportClass Class, int? Was, Text? Reason) Of(ExportRow row)
    {
        if (row.Problem is { } problem)
        {
            return (ImportClass.Unreadable, null, Say(problem));
        }

        var title = row.ImdbTitle!.Value;
        var was = background.Ratings.TryGetValue(title, out var rating) ? rating : (int?)null;
        if (deciding[title].Line != row.Line)
        {
            return (ImportClass.Repeated, was, new Text("watching.import.twice", ("line", deciding[title].Line)));
        }

        var rated = row.Rating is null || row.Rating == was;
        var listed = !Lists(row) || background.Watchlist.Contains(title);
        var what = rated && listed ? ImportClass.Known
            : !background.Catalog.Contains(title) ? ImportClass.NotInCatalog
            : row.Rating is not null && was is not null && !rated ? ImportClass.Changed
            : ImportClass.New;
        return (what, was, row.Remark is { } note ? Say(note) : null);
    }

    static Text Say(ExportRemark remark) => new(remark.Code, remark.Values);

    /// <summary>Every row of a list goes onto the watchlist; a rating beside it is applied too.</summary>
    public static bool Lists(ExportRow row) => row.Watchlisted || row.List is not null;

    /// <returns>The row that decides about each title that the file names.</returns>
    public static Dictionary<long, (DateOnly? On, int Line)> Deciding(IEnumerable<ExportRow> rows)
    {
        var deciding = new Dictionary<long, (DateOnly? On, int Line)>();
        foreach (var row in rows)
        {
            var on = row.RatedOn ?? row.AddedOn;
            if (row is { Problem: null, ImdbTitle: { } title } && (!deciding.TryGetValue(title, out var other) || (on ?? DateOnly.MinValue) >= (other.On ?? DateOnly.MinValue)))
            {
                deciding[title] = (on, row.Line);
            }
        }

        return deciding;
    }
}
