using System.Text;
using System.Text.Json;

namespace Marquee.Integrations.Exports;

/// <summary>A program that writes JSON.</summary>
/// <param name="Mine">Whether an entry has this program's shape.</param>
/// <param name="Read">Makes a part of a text of which one of the first entries is <paramref name="Mine"/>.</param>
sealed record JsonSource(string Key, Func<JsonItem, bool> Mine, Func<PartBytes, PartReading> Read);

/// <summary>Makes a part out of a JSON text and of what its program's entries mean.</summary>
static class JsonPart
{
    internal const string Broken = "exports.json.broken";

    /// <summary>Makes any number of rows out of an entry; <paramref name="row"/> has line, part and cells.</summary>
    public delegate IEnumerable<ExportRow> Maker(JsonItem item, ExportRow row);

    /// <summary>UTF-8 without a mark, whatever the file is in.</summary>
    public static ReadOnlyMemory<byte> Utf8(PartBytes part)
    {
        var bytes = part.Open();
        return bytes.Span is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..]
            : System.Text.Unicode.Utf8.IsValid(bytes.Span) && !bytes.Span.StartsWith("\0"u8) && !(bytes.Length > 1 && bytes.Span[1] == 0) ? bytes
            : Encoding.UTF8.GetBytes(part.Text());
    }

    /// <summary>The first entries; what they look like tells whose they are.</summary>
    public static List<JsonItem> Start(PartBytes part) => [.. JsonItems.Of(Utf8(part)).Take(50)];

    public static PartReading Read(PartBytes part, string source, string layout, ExportContent content, Maker make)
    {
        var rows = Rows(part, make);
        var count = 0;
        var broken = false;
        foreach (var row in rows)
        {
            broken = row.Problem?.Code == Broken;
            if (++count > ExportLimits.Rows)
            {
                return TablePart.TooMany;
            }
        }

        return count == 0 ? TablePart.Empty(part.Name)
            : broken && count == 1 ? new SkippedPart(new ExportRemark("exports.json.damaged", ("part", ArchivePath.Shown(part.Name.Path))))
            : new ExportPart { Name = part.Name.Part, Source = source, Layout = layout, Content = content, Header = ["JSON"], RowCount = count, Rows = rows };
    }

    static IEnumerable<ExportRow> Rows(PartBytes part, Maker make)
    {
        foreach (var item in JsonItems.Of(Utf8(part)))
        {
            if (item.Broken)
            {
                yield return new ExportRow { Line = item.Number, Part = part.Name.Part, Cells = [], Problem = new ExportRemark(Broken) };
                continue;
            }

            var start = new ExportRow { Line = item.Number, Part = part.Name.Part, Cells = [Text(item.Value)] };
            foreach (var row in make(item, start))
            {
                yield return row;
            }
        }
    }

    static string Text(JsonElement value) => ShortText.Of(value.GetRawText(), ExportLimits.Cell);
}
