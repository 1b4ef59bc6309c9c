using System.Text;

namespace Marquee.Integrations.Imdb;

/// <summary>Recognises what people drop instead of an export, so that the answer can say what to do.</summary>
static class ImdbExportSigns
{
    /// <returns>A sentence when the bytes are certainly something else; null when they may be an export.</returns>
    public static string? OfBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("PK\x03\x04"u8))
        {
            return "This is an Excel workbook or a zip archive. Unpack it, or open it and save it as CSV, and drop that file.";
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            return "This is an old Excel workbook. Open it, save it as CSV, and drop that file.";
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return "This file is compressed (gzip). IMDb's datasets are imported under Settings; your own export is a plain CSV file.";
        }

        return bytes.StartsWith("%PDF"u8) ? "This is a PDF. Marquee reads the CSV file that IMDb's Export button gives." : null;
    }

    public static string? OfText(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, 4000)).TrimStart(" \t\r\n\uFEFF");
        if (start.IsEmpty)
        {
            return "The file is empty.";
        }

        if (start.StartsWith("<rss", StringComparison.OrdinalIgnoreCase) || (start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) && start.Contains("<rss", StringComparison.OrdinalIgnoreCase)))
        {
            return "This is an RSS feed of an IMDb list. Export the list as CSV on imdb.com instead.";
        }

        if (start[0] == '<')
        {
            return "This is a web page, not a CSV file: probably IMDb's sign-in page was saved. Sign in there, press Export, and drop the file it gives.";
        }

        if (start[0] is '{' or '[')
        {
            return "This is a JSON file. Marquee reads the CSV file that IMDb's Export button gives.";
        }

        return start.Contains('\0') ? "This is not a text file. Marquee reads the CSV file that IMDb's Export button gives." : null;
    }

    /// <param name="header">The first row that is not empty, as the best separator splits it.</param>
    public static string OfHeader(IReadOnlyList<string> header)
    {
        var names = header.Select(ImdbExportColumns.Fold).ToHashSet(StringComparer.Ordinal);
        if (names.Contains("tconst") || names.Contains("nconst") || names.Contains("titleid"))
        {
            return "This is one of IMDb's public datasets, not your own export. It belongs to the catalog import; your ratings come from the Export button of your ratings page.";
        }

        if (names.Contains("letterboxduri"))
        {
            return "This is a Letterboxd export. Marquee reads IMDb's exports so far.";
        }

        if (names.SetEquals(["title", "date"]))
        {
            return "This looks like a Netflix history. Marquee reads IMDb's exports so far.";
        }

        return names.Contains("title") || names.Contains("name")
            ? "The file has no column Const with IMDb's ids, so its titles cannot be told apart. Export your ratings from imdb.com again."
            : $"This is not an IMDb export: no header with Const and Title was found, it starts with \"{Start(header)}\".";
    }

    static string Start(IReadOnlyList<string> header)
    {
        var start = new StringBuilder();
        foreach (var c in string.Join(", ", header))
        {
            if (start.Length < 60 && !char.IsControl(c))
            {
                start.Append(c);
            }
        }

        return start.ToString();
    }
}
