using System.Text;
using System.Text.Json;
using Marquee.Catalog;
using Marquee.Texts;

namespace Marquee.Watching.Importing;

/// <summary>The rows that were not applied, to look at in a spreadsheet: line, reason, and the cells as the file had them.</summary>
static class ImportRejects
{
    /// <summary>An archive's parts follow each other, each under its own header.</summary>
    public static string Csv(StoredImport import, IReadOnlyList<StoredImportRow> rows)
    {
        var csv = new StringBuilder();
        if (import.Header.StartsWith('['))
        {
            Line(csv, ["line", "reason", .. JsonSerializer.Deserialize<string[]>(import.Header)!]);
            Rows(csv, rows);
            return csv.ToString();
        }

        var headers = JsonSerializer.Deserialize<Dictionary<string, string[]>>(import.Header)!;
        foreach (var part in rows.GroupBy(row => row.Part))
        {
            Line(csv, ["part", "line", "reason", .. headers.GetValueOrDefault(part.Key, [])]);
            Rows(csv, part, part.Key);
        }

        return csv.ToString();
    }

    static void Rows(StringBuilder csv, IEnumerable<StoredImportRow> rows, string? part = null)
    {
        foreach (var row in rows)
        {
            string[] place = part is null ? [] : [part];
            Line(csv, [.. place, row.Line.ToString(System.Globalization.CultureInfo.InvariantCulture), Why(row).ToString(), .. Cells(row)]);
        }
    }

    static Text Why(StoredImportRow row) => row.Why ?? (ImportClass)row.Class switch
    {
        ImportClass.Unmatched => new Text("watching.import.unmatched"),
        ImportClass.LeftOut => new Text("watching.match.saidNone"),
        _ => new Text("watching.import.notReached"),
    };

    /// <summary>Rows that only were not reached keep no cells: their id and title find them in the file.</summary>
    static string[] Cells(StoredImportRow row) => row.Cells is { } cells
        ? JsonSerializer.Deserialize<string[]>(cells)!
        : [row.Title is { } id ? new TitleId(id).ToString() : "", row.Name ?? ""];

    static void Line(StringBuilder csv, IEnumerable<string> cells) => csv.AppendJoin(',', cells.Select(CsvCell.Of)).Append("\r\n");
}
