namespace Marquee.Catalog.Search;

/// <summary>A set of kinds in 16 bits, the bit by the number of the kind; bit 0 is free for other uses. 0 stands for all kinds.</summary>
internal static class KindSet
{
    public const ushort All = 0;
    public const ushort Series = 1 << (int)TitleKind.TvSeries | 1 << (int)TitleKind.TvMiniSeries;
    public const ushort Episodes = 1 << (int)TitleKind.TvEpisode;

    public static ushort Of(IReadOnlySet<TitleKind>? kinds)
    {
        var set = All;
        foreach (var kind in kinds ?? (IReadOnlySet<TitleKind>)new HashSet<TitleKind>()) set |= (ushort)(1 << (int)kind);
        return set;
    }

    public static bool Wants(ushort set, ushort any) => set == All || (set & any) != 0;

    public static bool Wants(ushort set, TitleKind kind) => set == All || (set & 1 << (int)kind) != 0;
}
