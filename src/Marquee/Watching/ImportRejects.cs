using System.Text;
using System.Text.Json;
using Marquee.Catalog;
using Marquee.Texts;

namespace Marquee.Watching;

/// <summary>The rows that were not applied, to look at in a spreadsheet: line, reason, and the cells as the file had them.</summary>
static class ImportRejects
{
    public static string Csv(StoredImport import, IReadOnlyList<StoredImportRow> rows)
    {
        var csv = new StringBuilder();
        Line(csv, ["line", "reason", .. JsonSerializer.Deserialize<string[]>(import.Header)!]);
        foreach (var row in rows)
        {
            Line(csv, [row.Line.ToString(System.Globalization.CultureInfo.InvariantCulture), (StoredText.Read(row.Reason) ?? new Text("watching.import.notReached")).ToString(), .. Cells(row)]);
        }

        return csv.ToString();
    }

    /// <summary>Rows that only were not reached keep no cells: their id and title find them in the file.</summary>
    static string[] Cells(StoredImportRow row) => row.Cells is { } cells
        ? JsonSerializer.Deserialize<string[]>(cells)!
        : [row.Title is { } id ? new TitleId(id).ToString() : "", row.Name ?? ""];

    static void Line(StringBuilder csv, IEnumerable<string> cells) => csv.AppendJoin(',', cells.Select(CsvCell.Of)).Append("\r\n");
}
