using System.Runtime.InteropServices;

namespace Marquee.Catalog.Search;

/// <summary>One title in the index file.</summary>
/// <param name="Id">The title's number, or with flag 2 its place among the large ids.</param>
/// <param name="Votes">-1 when unknown.</param>
/// <param name="Year">0 when unknown.</param>
/// <param name="Flags">1: for adults only. 2: large id.</param>
/// <param name="PrimaryName">Number of the primary name.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct TitleRow(uint Id, int Votes, short Year, TitleKind Kind, byte Flags, uint PrimaryName)
{
    public const byte AdultFlag = 1;
    public const byte LargeIdFlag = 2;

    public bool Adult => (Flags & AdultFlag) != 0;
}

/// <summary>One episode of a series in the index file.</summary>
/// <param name="Season">65535 when unknown; IMDb has seasons that are years.</param>
/// <param name="Number">65535 when unknown or larger.</param>
/// <param name="Title">Position among the titles.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct EpisodeRow(ushort Season, ushort Number, uint Title)
{
    public const ushort Unknown = ushort.MaxValue;
}
