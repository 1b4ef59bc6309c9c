using System.Runtime.InteropServices;
using SQLitePCL;

namespace Marquee.Catalog.Import;

/// <summary>Counts titles by kind, decade, set of genres and adult flag while they pass by.</summary>
sealed class Tally
{
    struct Counts
    {
        public long Titles, Voted, Votes, Weighted;
    }

    readonly Dictionary<ulong, Counts> _cells = [];

    public long Titles { get; private set; }

    public void Add(TitleKind kind, int? year, long genres, bool adult, int? tenths, int? votes) => Count(kind, year, genres, adult, tenths, votes, 1);

    public void Remove(TitleKind kind, int? year, long genres, bool adult, int? tenths, int? votes) => Count(kind, year, genres, adult, tenths, votes, -1);

    void Count(TitleKind kind, int? year, long genres, bool adult, int? tenths, int? votes, int by)
    {
        var decade = year is { } y ? Math.Min(y / 10, 999) : 1023;
        ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(_cells, ((ulong)genres << 15) | ((ulong)decade << 5) | ((ulong)kind << 1) | (adult ? 1UL : 0), out _);
        cell.Titles += by;
        Titles += by;
        if (votes is > 0 && tenths is not null)
        {
            cell.Voted += by;
            cell.Votes += by * (long)votes;
            cell.Weighted += by * (long)votes * tenths.Value;
        }
    }

    /// <summary>Writes the counts, inside the caller's transaction.</summary>
    public void Store(sqlite3 database)
    {
        using var insert = new RowInsert(database, "catalog.tally", "nnnnnnnn");
        foreach (var (key, counts) in _cells)
        {
            var decade = (key >> 5) & 1023;
            insert.Insert(
            [
                (long)((key >> 1) & 15), decade < 1023 ? (long)decade * 10 : -1, (long)(key >> 15), (long)(key & 1),
                counts.Titles, counts.Voted, counts.Votes, counts.Weighted,
            ]);
        }
    }
}
