using Marquee.Integrations.Exports;

namespace Marquee.Integrations.Letterboxd;

/// <summary>
/// Reads a file of <c>lists/</c>. It begins with the line "Letterboxd list export v7" and a table of one row about the list itself
/// (Date, Name, Tags, URL, Description); the table of the films follows.
/// </summary>
static class LetterboxdList
{
    public static PartReading Read(CsvTable table)
    {
        var header = table.Header;
        int position = header.At("position"), name = header.At("name"), year = header.At("year"), url = header.At("url"), description = header.At("description");
        var (list, on) = Head(table);
        var read = TablePart.Read(table, LetterboxdTables.Key, "letterboxd-list", ExportContent.List, [], _ => (cells, row) => row with
        {
            Problem = cells.Name(name).Length == 0 ? new ExportRemark("exports.row.noTitle") : null,
            Name = cells.Name(name),
            Year = ExportValues.Year(cells[year]),
            Kind = ExportKind.Film,
            OwnKey = cells.Text(url),
            List = list,
            Position = ExportValues.Whole(cells[position], 1, 1_000_000),
            AddedOn = on,
            Note = cells.Text(description, ExportLimits.Note),
        });
        return read is ExportPart part ? part with { List = list } : read;
    }

    /// <summary>The list's name, which its file's name only resembles, and the day it was made.</summary>
    static (string Name, DateOnly? On) Head(CsvTable table)
    {
        CsvHeader? names = null;
        foreach (var cells in table.Above())
        {
            if (names is not null)
            {
                var row = new CsvRow(0, [.. cells]);
                return (row.Text(names.At("name")) ?? table.Name.Spoken, new ExportDates().Read(row[names.At("date")], out _));
            }

            names = new CsvHeader(cells) is { } header && header.HasAll("date", "name") ? header : null;
        }

        return (table.Name.Spoken, null);
    }
}
