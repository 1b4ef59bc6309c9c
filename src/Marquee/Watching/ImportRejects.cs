using System.Buffers;
using System.Text;
using System.Text.Json;
using Marquee.Catalog;
using Marquee.Texts;

namespace Marquee.Watching;

/// <summary>The rows that were not applied, to look at in a spreadsheet: line, reason, and the cells as the file had them.</summary>
static class ImportRejects
{
    static readonly SearchValues<char> Special = SearchValues.Create(",;\"\r\n\t");

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

    static void Line(StringBuilder csv, IEnumerable<string> cells) => csv.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    /// <summary>
    /// Quoted as RFC 4180 says. A cell that a spreadsheet would take for a formula gets an apostrophe in front: the file came
    /// from outside.
    /// </summary>
    internal static string Cell(string cell)
    {
        var safe = cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + cell : cell;
        return safe.AsSpan().ContainsAny(Special) || safe.Length > 0 && (safe[0] == ' ' || safe[^1] == ' ')
            ? '"' + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'
            : safe;
    }
}
