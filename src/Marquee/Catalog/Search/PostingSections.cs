namespace Marquee.Catalog.Search;

/// <summary>
/// Writes the names of every word by counting: the sizes are known, so each pass takes a range of words and fills one array
/// from the names written before. Memory is bounded by <see cref="MostInMemory"/>, not by the size of the catalog.
/// </summary>
internal sealed class PostingSections(IndexFileWriter file, int names, uint[] namesOf)
{
    private const int MostInMemory = 20_000_000;

    private readonly uint[] _starts = new uint[namesOf.Length + 1];
    private uint _written;

    /// <returns>How many postings there are.</returns>
    public long Write(CancellationToken ct)
    {
        long total = 0;
        for (var from = 0; from < namesOf.Length;)
        {
            var (to, size) = RangeFrom(from);
            WriteRange(from, to, new uint[size], ct);
            total += size;
            from = to;
        }
        file.End(IndexSection.Postings);
        file.Write<uint>(_starts);
        file.End(IndexSection.PostingStarts);
        return total;
    }

    private (int To, int Size) RangeFrom(int from)
    {
        long size = namesOf[from];
        var to = from + 1;
        while (to < namesOf.Length && size + namesOf[to] <= MostInMemory) size += namesOf[to++];
        return (to, (int)size);
    }

    private void WriteRange(int from, int to, uint[] postings, CancellationToken ct)
    {
        var next = new int[to - from + 1];
        for (var word = from; word < to; word++) next[word - from + 1] = next[word - from] + (int)namesOf[word];
        var ends = next.AsSpan(0, to - from).ToArray();
        using var reader = file.ReadBack(IndexSection.NameWords);
        Span<uint> seen = stackalloc uint[TitleWords.MaxWords * 2];
        using var starts = file.ReadBack(IndexSection.NameStarts);
        starts.ReadUInt32();
        var at = 0u;
        for (var name = 0; name < names; name++)
        {
            if ((name & 0xFFFF) == 0) ct.ThrowIfCancellationRequested();
            var end = starts.ReadUInt32();
            var count = 0;
            reader.Skip(sizeof(ushort), ref at);
            while (at < end)
            {
                var word = reader.ReadNumber(ref at);
                if (word == NameTable.PartMark || word - 1 < from || word - 1 >= to || seen[..count].Contains(word)) continue;
                seen[count++] = word;
                postings[ends[(int)word - 1 - from]++] = (uint)name;
            }
        }
        for (var word = from; word < to; word++) WriteList(word, postings.AsSpan(next[word - from], (int)namesOf[word]));
    }

    private void WriteList(int word, ReadOnlySpan<uint> list)
    {
        var blocks = list.Length <= PostingReader.BlockSize ? 0 : (list.Length + PostingReader.BlockSize - 1) / PostingReader.BlockSize;
        if (blocks > 0) WriteSkips(list, blocks);
        var previous = 0u;
        for (var i = 0; i < list.Length; i++)
        {
            if (blocks == 0 || i % PostingReader.BlockSize != 0) _written += (uint)file.WriteNumber(list[i] - previous);
            previous = list[i];
        }
        _starts[word + 1] = _written;
    }

    /// <summary>First name and start of every block, counted from the end of the skips.</summary>
    private void WriteSkips(ReadOnlySpan<uint> list, int blocks)
    {
        Span<byte> scratch = stackalloc byte[8];
        var offset = 0u;
        for (var block = 0; block < blocks; block++)
        {
            var from = block * PostingReader.BlockSize;
            file.Write(list[from]);
            file.Write(offset);
            for (var i = from + 1; i < Math.Min(from + PostingReader.BlockSize, list.Length); i++)
                offset += (uint)VariableNumber.Write(scratch, list[i] - list[i - 1]);
        }
        _written += (uint)blocks * 8;
    }
}
