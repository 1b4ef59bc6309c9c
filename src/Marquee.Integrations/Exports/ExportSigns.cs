using System.Text;

namespace Marquee.Integrations.Exports;

/// <summary>Recognises what people drop instead of an export, so that the answer can say what to do.</summary>
static class ExportSigns
{
    public static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\x03\x04"u8) || bytes.StartsWith("PK\x05\x06"u8);

    /// <returns>What they are when the bytes are certainly something else; null when they may be an export.</returns>
    public static ExportRemark? OfBytes(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) ? new ExportRemark("exports.oldExcel")
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? new ExportRemark("exports.gzip")
        : bytes.StartsWith("Rar!"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF]) ? new ExportRemark("exports.otherArchive")
        : bytes.StartsWith("%PDF"u8) ? new ExportRemark("exports.pdf")
        : null;

    public static ExportRemark? OfText(string text)
    {
        var start = Start(text);
        if (start.IsEmpty)
        {
            return new ExportRemark("exports.empty");
        }

        if (start.StartsWith("<rss", StringComparison.OrdinalIgnoreCase) || (start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) && start.Contains("<rss", StringComparison.OrdinalIgnoreCase)))
        {
            return new ExportRemark("exports.rss");
        }

        return start[0] == '<' ? new ExportRemark("exports.webPage")
            : start.Contains('\0') ? new ExportRemark("exports.notText")
            : null;
    }

    /// <summary>A page or a feed.</summary>
    public static bool IsMarkup(string text) => Start(text) is ['<', ..];

    public static bool IsJson(string text) => Start(text) is ['{' or '[', ..];

    /// <summary>IMDb's public files name their ids so.</summary>
    public static bool IsDataset(IReadOnlyList<string> header) => header.Any(name => CsvHeader.Fold(name) is "tconst" or "nconst" or "titleid");

    /// <param name="header">The first row that is not empty, as the best separator splits it.</param>
    public static ExportRemark OfHeader(IReadOnlyList<string> header) =>
        IsDataset(header)
            ? new ExportRemark("exports.dataset")
            : new ExportRemark("exports.noHeader", ("start", Beginning(header)));

    static ReadOnlySpan<char> Start(string text) => text.AsSpan(0, Math.Min(text.Length, 4000)).TrimStart(" \t\r\n\uFEFF");

    static string Beginning(IReadOnlyList<string> header)
    {
        var start = new StringBuilder();
        foreach (var c in string.Join(", ", header.Select(c => ShortText.Of(c, 60))))
        {
            if (start.Length < 60 && !char.IsControl(c) && !char.IsSurrogate(c))
            {
                start.Append(c);
            }
        }

        return start.ToString();
    }
}
