using System.Text;

namespace Marquee.Integrations.Imdb;

/// <summary>Recognises what people drop instead of an export, so that the answer can say what to do.</summary>
static class ImdbExportSigns
{
    /// <returns>What they are when the bytes are certainly something else; null when they may be an export.</returns>
    public static ImdbRemark? OfBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("PK\x03\x04"u8))
        {
            return new ImdbRemark("imdbExport.zip");
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            return new ImdbRemark("imdbExport.oldExcel");
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return new ImdbRemark("imdbExport.gzip");
        }

        return bytes.StartsWith("%PDF"u8) ? new ImdbRemark("imdbExport.pdf") : null;
    }

    public static ImdbRemark? OfText(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, 4000)).TrimStart(" \t\r\n\uFEFF");
        if (start.IsEmpty)
        {
            return new ImdbRemark("imdbExport.empty");
        }

        if (start.StartsWith("<rss", StringComparison.OrdinalIgnoreCase) || (start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) && start.Contains("<rss", StringComparison.OrdinalIgnoreCase)))
        {
            return new ImdbRemark("imdbExport.rss");
        }

        if (start[0] == '<')
        {
            return new ImdbRemark("imdbExport.webPage");
        }

        if (start[0] is '{' or '[')
        {
            return new ImdbRemark("imdbExport.json");
        }

        return start.Contains('\0') ? new ImdbRemark("imdbExport.notText") : null;
    }

    /// <param name="header">The first row that is not empty, as the best separator splits it.</param>
    public static ImdbRemark OfHeader(IReadOnlyList<string> header)
    {
        var names = header.Select(ImdbExportColumns.Fold).ToHashSet(StringComparer.Ordinal);
        if (names.Contains("tconst") || names.Contains("nconst") || names.Contains("titleid"))
        {
            return new ImdbRemark("imdbExport.dataset");
        }

        if (names.Contains("letterboxduri"))
        {
            return new ImdbRemark("imdbExport.letterboxd");
        }

        if (names.SetEquals(["title", "date"]))
        {
            return new ImdbRemark("imdbExport.netflix");
        }

        return names.Contains("title") || names.Contains("name")
            ? new ImdbRemark("imdbExport.noConst")
            : new ImdbRemark("imdbExport.noHeader", ("start", Start(header)));
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
