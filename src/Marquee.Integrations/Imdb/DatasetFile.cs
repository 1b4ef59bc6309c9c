using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Marquee.Integrations.Outbound;

namespace Marquee.Integrations.Imdb;

/// <summary>Reads a compressed file once from end to end: whether it is whole, whether it is the right one, its checksum and its rows.</summary>
static class DatasetFile
{
    /// <summary>The first two bytes of every gzip file.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> start) => start is [0x1f, 0x8b, ..];

    /// <exception cref="OutboundFault">It is no gzip file, damaged, cut short, or begins with another line.</exception>
    public static async Task<(string Sha256, long Rows)> Look(string path, ImdbFile file, CancellationToken ct)
    {
        await using var stored = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        using var sum = SHA256.Create();
        // Through the hash on its way to the decompressor, which need not take the last bytes.
        await using var hashed = new CryptoStream(stored, sum, CryptoStreamMode.Read, leaveOpen: true);
        try
        {
            var rows = await Rows(hashed, file, ct);
            await hashed.CopyToAsync(Stream.Null, ct);
            return (Convert.ToHexStringLower(sum.Hash!), rows);
        }
        catch (InvalidDataException e)
        {
            throw new OutboundFault(e, "outbound.damaged", ("file", file.Name + ".tsv.gz"), ("why", e.Message));
        }
    }

    static async Task<long> Rows(Stream compressed, ImdbFile file, CancellationToken ct)
    {
        await using var text = new GZipStream(compressed, CompressionMode.Decompress, leaveOpen: true);
        var buffer = new byte[1 << 18];
        var length = await text.ReadAtLeastAsync(buffer, file.Header.Length + 4, throwOnEndOfStream: false, ct);
        RefuseOtherFile(buffer.AsSpan(0, length), file);
        var (lines, last) = (0L, (byte)'\n');
        while (length > 0)
        {
            lines += buffer.AsSpan(0, length).Count((byte)'\n');
            last = buffer[length - 1];
            length = await text.ReadAsync(buffer, ct);
        }

        return lines + (last == '\n' ? 0 : 1) - 1;
    }

    static void RefuseOtherFile(ReadOnlySpan<byte> start, ImdbFile file)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            start = start[3..];
        }

        var header = Encoding.UTF8.GetBytes(file.Header);
        if (!start.StartsWith(header) || (start.Length > header.Length && start[header.Length] is not ((byte)'\n' or (byte)'\r')))
        {
            throw new OutboundFault("outbound.otherFile", ("file", file.Name + ".tsv.gz"), ("header", file.Header.Replace('\t', ' ')));
        }
    }
}
