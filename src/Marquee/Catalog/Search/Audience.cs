namespace Marquee.Catalog.Search;

/// <summary>For whom titles are searched: everybody, everybody but for adult titles, or one who sees no title but some.</summary>
internal readonly struct Audience(bool adult, ShownTitles? only = null)
{
    public static readonly Audience Adults = new(adult: true);

    /// <summary>Whether the title at a position may be found.</summary>
    public bool Sees(in TitleRow row, int position) => (adult || !row.Adult) && (only is null || only.Title(position));

    /// <summary>Whether a name may be found: it is that of a title that may.</summary>
    /// <param name="kinds">Of the name, see <see cref="IndexSection.NameWords"/>.</param>
    public bool Hears(uint name, ushort kinds) => (adult || (kinds & NameTitleSections.ForEveryone) != 0) && (only is null || only.Name(name));
}

/// <summary>Of one index: the titles that somebody sees at all, and the names of these; a bit each.</summary>
internal sealed class ShownTitles
{
    private readonly ulong[] _titles;
    private readonly ulong[] _names;

    public ShownTitles(in IndexView index, ReadOnlySpan<long> ids)
    {
        (_titles, _names) = (new ulong[index.Titles.Length / 64 + 1], new ulong[index.Names / 64 + 1]);
        foreach (var id in ids)
            if (index.FindTitle(id) is >= 0 and var position) _titles[position >> 6] |= 1UL << position;
        for (var name = 0u; name < index.Names; name++)
            if (AnyOf(index.TitlesOf(name))) _names[name >> 6] |= 1UL << (int)(name & 63);
    }

    public bool Title(int position) => (_titles[position >> 6] >> position & 1) != 0;

    public bool Name(uint name) => (_names[name >> 6] >> (int)(name & 63) & 1) != 0;

    private bool AnyOf(ReadOnlySpan<uint> titles)
    {
        foreach (var entry in titles)
            if (Title((int)(entry >> 2))) return true;
        return false;
    }
}
