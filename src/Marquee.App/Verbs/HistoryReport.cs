using System.Text;
using Marquee.App.CommandLine;
using Marquee.Texts;
using Marquee.Watching.Importing;

namespace Marquee.App.Verbs;

/// <summary>Previews of files and their questions as text.</summary>
static class HistoryReport
{
    public static void Show(Verb verb, ImportPreview preview) => verb.Terminal.Result(preview, p =>
    {
        var text = new StringBuilder();
        text.AppendLine(new Text("app.preview.head", ("file", p.FileName), ("count", p.Rows), ("layout", p.Layout), ("id", p.Id), ("state", State(p))).ToString());
        foreach (var remark in p.Remarks)
        {
            text.Append("           ").AppendLine(remark.ToString());
        }

        Class(text, p.Counts.New, "app.preview.new");
        Class(text, p.Counts.Changed, "app.preview.changed");
        Class(text, p.Counts.Known, "app.preview.known");
        Class(text, p.Counts.NotInCatalog, "app.preview.notInCatalog");
        Class(text, p.Counts.Conflicting, "app.preview.conflicting");
        Class(text, p.Counts.Unmatched, "app.preview.unmatched");
        Class(text, p.Counts.LeftOut, "app.preview.leftOut", p.Sample?.LeftOut);
        Class(text, p.Counts.Repeated, "app.preview.repeated", p.Sample?.Repeated);
        Class(text, p.Counts.Unreadable, "app.preview.unreadable", p.Sample?.Unreadable);
        text.AppendLine(new Text("app.preview.titles", ("films", p.Films), ("episodes", p.Episodes)).ToString());
        Text[] brings = [.. Brings(p.Brings)];
        if (brings.Length > 0)
        {
            text.AppendLine(new Text("app.preview.brings", ("what", brings)).ToString());
        }

        if (p.Counts.Unmatched > 0)
        {
            text.AppendLine(new Text("app.preview.ask", ("id", p.Id)).ToString());
        }

        return p.State == ImportState.Preview && p.Waiting > 0 ? text.Append(new Text("app.preview.how")).ToString() : text.ToString().TrimEnd();
    });

    public static void Show(Verb verb, ImportQuestionPage page) => verb.Terminal.Result(page, p =>
    {
        var text = new StringBuilder();
        foreach (var question in p.Questions)
        {
            text.AppendLine(new Text("app.question.row", ("row", question.Row.Number), ("name", Named(question.Row)), ("count", question.Rows)).ToString());
            foreach (var candidate in question.Candidates)
            {
                text.AppendLine(Language.Current.Culture, $"           {candidate.Id}  {candidate.Certainty,4:P0}  {candidate.Series}{(candidate.Series is null ? "" : ": ")}{candidate.Title} {(candidate.Year is { } year ? $"({year:D})" : "")}");
            }
        }

        return text.Append(new Text("app.question.open", ("count", p.Open))).ToString();
    });

    public static void Show(Verb verb, ImportAnswered answered) => verb.Terminal.Result(answered, a => new Text("app.question.answered", ("count", a.Rows), ("open", a.Open)).ToString());

    static string Named(ImportRow row) => string.Join(": ", new[] { row.Year is { } year ? FormattableString.Invariant($"{row.Title} ({year})") : row.Title, row.EpisodeName }.Where(part => part is { Length: > 0 }));

    static IEnumerable<Text> Brings(ImportBrings brings) =>
        from each in new[]
        {
            ("app.brings.ratings", brings.Ratings), ("app.brings.watches", brings.Watches), ("app.brings.watchlist", brings.Watchlist), ("app.brings.listed", brings.Listed),
            ("app.brings.likes", brings.Likes), ("app.brings.notInterested", brings.NotInterested), ("app.brings.notes", brings.Notes),
        }
        where each.Item2 > 0
        select new Text(each.Item1, ("count", each.Item2));

    static void Class(StringBuilder text, int count, string name, IReadOnlyList<ImportRow>? rows = null)
    {
        // What most files have none of is only said when there is some.
        if (count == 0 && name is ("app.preview.conflicting" or "app.preview.unmatched" or "app.preview.leftOut"))
        {
            return;
        }

        text.AppendLine(Language.Current.Culture, $"  {count,7:N0}  {new Text(name)}");
        foreach (var row in rows ?? [])
        {
            text.Append("           ").AppendLine(new Text("app.preview.line", ("line", row.Line), ("reason", row.Reason ?? (object)"")).ToString());
        }
    }

    static Text State(ImportPreview preview) => preview.State switch
    {
        ImportState.Applied or ImportState.Cancelled => new Text("app.preview.applied", ("applied", preview.Applied)),
        ImportState.Undone => new Text("app.preview.undone"),
        _ => new Text(preview.Waiting > 0 ? "app.preview.waiting" : "app.preview.unchanged"),
    };
}
