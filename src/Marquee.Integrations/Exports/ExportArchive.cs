using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Marquee.Integrations.Exports;

/// <summary>
/// Reads ZIP archives that people bring along: never to disk, and nothing that claims or turns out to be larger than a member's
/// history can be. What looks like an attack refuses the archive; an archive inside it is left out.
/// </summary>
sealed class ExportArchive
{
    const int UnixLink = 0xA000;

    readonly ZipArchive _zip;
    readonly Lock _reading = new();

    ExportArchive(ZipArchive zip, IReadOnlyList<PartBytes> parts, IReadOnlyList<ExportRemark> remarks) => (_zip, Parts, Remarks) = (zip, parts, remarks);

    public IReadOnlyList<PartBytes> Parts { get; private set; }

    public IReadOnlyList<ExportRemark> Remarks { get; }

    /// <param name="refusal">Why it is not read; null with the archive.</param>
    public static ExportArchive? Open(ReadOnlyMemory<byte> bytes, out ExportRemark? refusal)
    {
        // Each entry costs the archive a header and us an object, before anything of it is read.
        if (bytes.Span.Count("PK\x01\x02"u8) > ExportLimits.Entries)
        {
            refusal = new ExportRemark("exports.archive.entries", ("most", ExportLimits.Entries));
            return null;
        }

        try
        {
            var zip = new ZipArchive(Stream(bytes), ZipArchiveMode.Read);
            refusal = Dangerous(zip);
            return refusal is null ? Opened(zip, out refusal) : null;
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException or OverflowException)
        {
            refusal = new ExportRemark("exports.archive.damaged");
            return null;
        }
    }

    static MemoryStream Stream(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var at) ? new MemoryStream(at.Array!, at.Offset, at.Count, writable: false) : new MemoryStream(bytes.ToArray(), writable: false);

    static ExportRemark? Dangerous(ZipArchive zip)
    {
        long total = 0;
        foreach (var entry in zip.Entries)
        {
            total += entry.Length;
            var refusal = entry.IsEncrypted ? "exports.archive.encrypted"
                : ((entry.ExternalAttributes >> 16) & 0xF000) == UnixLink || !ArchivePath.Inside(entry.FullName) ? "exports.archive.path"
                : entry.Length > ExportLimits.EntryBytes || total > ExportLimits.ArchiveBytes ? "exports.archive.size"
                : entry.Length > ExportLimits.RatioFrom && entry.Length / Math.Max(entry.CompressedLength, 1) > ExportLimits.Ratio ? "exports.archive.size"
                : null;
            if (refusal is not null)
            {
                return new ExportRemark(refusal, ("part", ArchivePath.Shown(entry.FullName)));
            }
        }

        return null;
    }

    static ExportArchive? Opened(ZipArchive zip, out ExportRemark? refusal)
    {
        var remarks = new List<ExportRemark>();
        var archive = new ExportArchive(zip, [], remarks);
        var entries = zip.Entries.Where(e => e.Name.Length > 0 && !ArchivePath.OfTheSystem(e.FullName)).DistinctBy(e => ArchivePath.Of(e.FullName), StringComparer.OrdinalIgnoreCase).ToList();
        var around = ArchivePath.FolderAround(entries.ConvertAll(e => ArchivePath.Of(e.FullName)));
        var parts = new List<PartBytes>();
        long total = 0;
        foreach (var entry in entries)
        {
            // What an entry claims of its size is checked against what comes out of it, once; later walks meet the same bytes.
            var bytes = archive.Unpack(entry);
            total += bytes.Length;
            if (bytes.Length > ExportLimits.EntryBytes || total > ExportLimits.ArchiveBytes
                || (bytes.Length > ExportLimits.RatioFrom && bytes.Length / Math.Max(entry.CompressedLength, 1) > ExportLimits.Ratio))
            {
                refusal = new ExportRemark("exports.archive.size", ("part", ArchivePath.Shown(entry.FullName)));
                return null;
            }

            var name = ArchivePath.Of(entry.FullName)[around..];
            if (bytes.Span.StartsWith("PK\x03\x04"u8))
            {
                remarks.Add(new ExportRemark("exports.archive.nested", ("part", ArchivePath.Shown(name))));
            }
            else
            {
                parts.Add(new PartBytes(new PartName(name, InArchive: true), () => archive.Unpack(entry)));
            }
        }

        archive.Parts = parts;
        refusal = null;
        return archive;
    }

    /// <returns>One byte more than allowed when there is more.</returns>
    ReadOnlyMemory<byte> Unpack(ZipArchiveEntry entry)
    {
        lock (_reading)
        {
            using var stream = entry.Open();
            using var unpacked = new MemoryStream((int)Math.Clamp(entry.Length, 0, ExportLimits.RatioFrom));
            var buffer = new byte[81_920];
            for (int read; unpacked.Length <= ExportLimits.EntryBytes && (read = stream.Read(buffer)) > 0;)
            {
                unpacked.Write(buffer, 0, read);
            }

            return unpacked.GetBuffer().AsMemory(0, (int)unpacked.Length);
        }
    }
}
