using System.Runtime.InteropServices;

namespace Marquee.Catalog.Search;

[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct SectionEntry(uint Id, uint Checksum, long Start, long Length);

/// <summary>
/// The first bytes of an index file: magic, version, number of sections, length of the file, checksum of this header,
/// then one <see cref="SectionEntry"/> a section.
/// </summary>
internal static class IndexHeader
{
    public const int Size = 1024;
    private const int EntriesAt = 32;
    private const int ChecksumAt = 24;
    private const uint Version = 1;

    private static ReadOnlySpan<byte> Magic => "MARQTIX\n"u8;

    public static byte[] Write(List<SectionEntry> sections, long fileLength)
    {
        var header = new byte[Size];
        Magic.CopyTo(header);
        MemoryMarshal.Write(header.AsSpan(8), Version);
        MemoryMarshal.Write(header.AsSpan(12), (uint)sections.Count);
        MemoryMarshal.Write(header.AsSpan(16), fileLength);
        for (var i = 0; i < sections.Count; i++)
            MemoryMarshal.Write(header.AsSpan(EntriesAt + i * 24), sections[i]);
        MemoryMarshal.Write(header.AsSpan(ChecksumAt), Checksum.Add(0, header));
        return header;
    }

    /// <exception cref="InvalidDataException">Not an index file, of another version, cut off, or damaged in the header.</exception>
    public static SectionEntry[] Read(ReadOnlySpan<byte> file, long fileLength, string path)
    {
        if (file.Length < Size || !file.StartsWith(Magic)) throw new InvalidDataException($"{path} is not a title index");
        var version = MemoryMarshal.Read<uint>(file[8..]);
        if (version != Version)
            throw new InvalidDataException($"{path} is a title index of version {version}, this program reads version {Version}: build it again");
        var header = file[..Size].ToArray();
        var expected = MemoryMarshal.Read<uint>(header.AsSpan(ChecksumAt));
        MemoryMarshal.Write(header.AsSpan(ChecksumAt), 0u);
        if (Checksum.Add(0, header) != expected) throw new InvalidDataException($"{path} is damaged in its header: build the title index again");
        var length = MemoryMarshal.Read<long>(header.AsSpan(16));
        if (length != fileLength)
            throw new InvalidDataException($"{path} has {fileLength} bytes instead of {length}: the title index was cut off, build it again");
        var count = MemoryMarshal.Read<uint>(header.AsSpan(12));
        return MemoryMarshal.Cast<byte, SectionEntry>(header.AsSpan(EntriesAt))[..(int)count].ToArray();
    }
}
