namespace Marquee.Catalog.Search;

/// <summary>Writes the titles of every name, best first, and what a search wants to know about a name before it looks at them.</summary>
internal sealed class NameTitleSections(IndexFileWriter file, TitleOrder order, NameOrder names)
{
    /// <summary>In the kinds of a name: some title is not for adults only. The bits above are kinds.</summary>
    public const ushort ForEveryone = 1;

    /// <returns>By name: the kinds of its titles.</returns>
    public ushort[] Write(NameLinks links, CancellationToken ct)
    {
        var starts = new uint[names.NewOf.Length + 1];
        links.Visit((_, name, _) => starts[names.NewOf[name] + 1]++);
        for (var i = 1; i < starts.Length; i++) starts[i] += starts[i - 1];
        var entries = new uint[starts[^1]];
        var next = starts.AsSpan(0, starts.Length - 1).ToArray();
        links.Visit((title, name, kind) => entries[next[names.NewOf[name]]++] = (uint)title << 2 | (uint)kind);
        ct.ThrowIfCancellationRequested();
        var kept = DropRepeats(starts, entries);
        file.Write<uint>(starts);
        file.End(IndexSection.NameTitleStarts);
        file.Write<uint>(entries.AsSpan(0, kept));
        file.End(IndexSection.NameTitles);
        WritePopularities(starts, entries);
        return Kinds(starts, entries);
    }

    /// <summary>Sorts every name's titles; a title that has the name twice keeps the better kind of name.</summary>
    private static int DropRepeats(uint[] starts, uint[] entries)
    {
        var kept = 0;
        for (var name = 0; name + 1 < starts.Length; name++)
        {
            var from = (int)starts[name];
            var own = entries.AsSpan(from, (int)starts[name + 1] - from);
            own.Sort();
            starts[name] = (uint)kept;
            var last = uint.MaxValue;
            foreach (var entry in own)
            {
                if (entry >> 2 == last) continue;
                last = entry >> 2;
                entries[kept++] = entry;
            }
        }
        starts[^1] = (uint)kept;
        return kept;
    }

    private void WritePopularities(uint[] starts, uint[] entries)
    {
        for (var name = 0; name + 1 < starts.Length; name++)
            file.Write(starts[name] == starts[name + 1] ? (byte)0 : order.Popularities[entries[starts[name]] >> 2]);
        file.End(IndexSection.NamePopularity);
    }

    private ushort[] Kinds(uint[] starts, uint[] entries)
    {
        var kinds = new ushort[starts.Length - 1];
        for (var name = 0; name < kinds.Length; name++)
        {
            for (var i = starts[name]; i < starts[name + 1]; i++)
            {
                var kind = order.Kinds[entries[i] >> 2];
                if ((kind & TitleOrder.AdultBit) == 0) kinds[name] |= ForEveryone;
                kinds[name] |= (ushort)(1 << (kind & ~TitleOrder.AdultBit));
            }
        }
        return kinds;
    }
}
