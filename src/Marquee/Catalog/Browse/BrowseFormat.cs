using System.Runtime.InteropServices;
using System.Text;

namespace Marquee.Catalog.Browse;

/// <summary>By what titles are counted. The numbers are part of the file: never renumber.</summary>
enum Facet
{
    Kind = 1,
    Genre = 2,
    Decade = 3,
    Country = 4,

    /// <summary>Languages in which a title has a name.</summary>
    Language = 5,

    /// <summary>One value: titles for adults only.</summary>
    Adult = 6,
}

/// <summary>
/// How many rows there are. Titles that are no episodes come first, those with votes by falling votes, then the others by id;
/// episodes follow in the same order from the next full block, so that a block never mixes the two.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
readonly record struct BrowseCounts(int Titles, int VotedTitles, int Episodes, int VotedEpisodes)
{
    /// <summary>The row of the first episode.</summary>
    public int FirstEpisode => Episodes == 0 ? Titles : (Titles + BitBlock.Rows - 1) / BitBlock.Rows * BitBlock.Rows;

    /// <summary>Padding before the episodes included.</summary>
    public int Rows => FirstEpisode + Episodes;

    public int Blocks => (Rows + BitBlock.Rows - 1) / BitBlock.Rows;

    public bool HoldsEpisodes(int block) => Episodes > 0 && block * BitBlock.Rows >= FirstEpisode;

    /// <summary>How many rows of a block are titles.</summary>
    public int RowsIn(int block) => Math.Min(BitBlock.Rows, (HoldsEpisodes(block) ? Rows : Titles) - block * BitBlock.Rows);

    /// <returns>The place of a row in the columns of rows with votes; -1 when it has none.</returns>
    public int Voted(int row) => row < FirstEpisode || Episodes == 0
        ? row < VotedTitles ? row : -1
        : row - FirstEpisode < VotedEpisodes ? VotedTitles + row - FirstEpisode : -1;
}

/// <summary>A value of a facet: a number, or up to eight ASCII letters.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
readonly record struct FacetValue(Facet Facet, long Value)
{
    /// <returns>Null for what is no code: empty, too long, or not ASCII.</returns>
    public static long? Code(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text.Length > sizeof(long) || !Ascii.IsValid(text))
        {
            return null;
        }

        Span<byte> padded = stackalloc byte[sizeof(long)];
        padded.Clear();
        text.CopyTo(padded);
        return MemoryMarshal.Read<long>(padded);
    }

    public static long? Code(string text) => text.Length > sizeof(long) ? null : Code(Encoding.UTF8.GetBytes(text));

    public string Text
    {
        get
        {
            var value = Value;
            return Encoding.ASCII.GetString(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in value))).TrimEnd('\0');
        }
    }
}

/// <summary>
/// The rows of one facet value within one block of <see cref="BitBlock.Rows"/>: few are a list of 16-bit offsets, many one bit a row.
/// </summary>
/// <param name="Start">In 64-bit words of the section of bits.</param>
/// <param name="Count">How many rows.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
readonly record struct FacetBlock(uint Start, uint Count)
{
    /// <summary>Up to so many are a list: counting along a list of this length costs about as much as counting bits.</summary>
    public const int MostListed = 768;

    public bool IsList => Count <= MostListed;
}

/// <summary>Title ids in 32 bits, in their order: IMDb's numbers as they are, our own (from 10^12) with the highest bit.</summary>
static class RowId
{
    const uint Own = 1u << 31;

    public static uint Of(long title) => title >= TitleId.FirstOwn
        ? checked((uint)(title - TitleId.FirstOwn)) | Own
        : title < Own ? (uint)title : throw new ArgumentOutOfRangeException(nameof(title), title, "no number of IMDb's");

    public static TitleId Title(uint id) => new((id & Own) == 0 ? id : (id & ~Own) + TitleId.FirstOwn);
}
