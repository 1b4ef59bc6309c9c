using Marquee.Integrations.Imdb;
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
sealed class ImportClassification(ImdbExport export, IReadOnlyDictionary<long, (DateOnly? On, int Line)> deciding, ImportBackground background)
{
    public (ImportClass Class, int? Was, Text? Reason) Of(ImdbExportRow row)
    {
        if (row.Problem is { } problem)
        {
            return (ImportClass.Unreadable, null, Say(problem));
        }

        var was = background.Ratings.TryGetValue(row.Title, out var rating) ? rating : (int?)null;
        if (deciding[row.Title].Line != row.Line)
        {
            return (ImportClass.Repeated, was, new Text("watching.import.twice", ("line", deciding[row.Title].Line)));
        }

        var rated = row.Rating is null || row.Rating == was;
        var listed = !Lists || background.Watchlist.Contains(row.Title);
        var what = rated && listed ? ImportClass.Known
            : !background.Catalog.Contains(row.Title) ? ImportClass.NotInCatalog
            : row.Rating is not null && was is not null && !rated ? ImportClass.Changed
            : ImportClass.New;
        return (what, was, row.Note is { } note ? Say(note) : null);
    }

    static Text Say(ImdbRemark remark) => new(remark.Code, remark.Values);

    /// <summary>Every row of a watchlist goes onto the watchlist; a rating beside it is applied too.</summary>
    public bool Lists => export.Content == ImdbExportContent.Watchlist;

    /// <returns>The row that decides about each title that the file names.</returns>
    public static Dictionary<long, (DateOnly? On, int Line)> Deciding(ImdbExport export)
    {
        var deciding = new Dictionary<long, (DateOnly? On, int Line)>();
        foreach (var row in export.Rows)
        {
            var on = row.RatedOn ?? row.Created;
            if (row.Problem is null && (!deciding.TryGetValue(row.Title, out var other) || (on ?? DateOnly.MinValue) >= (other.On ?? DateOnly.MinValue)))
            {
                deciding[row.Title] = (on, row.Line);
            }
        }

        return deciding;
    }
}
