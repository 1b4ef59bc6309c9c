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

    /// <summary>A set of genres has few bits, far apart: by its own hash half of the cells would fall together.</summary>
    readonly record struct Cell(TitleKind Kind, int Decade, long Genres, bool Adult)
    {
        public override int GetHashCode() => (int)(((ulong)Genres << 15 | (uint)Decade << 5 | (uint)Kind << 1 | (Adult ? 1u : 0)) * 0x9E3779B97F4A7C15UL >> 32);
    }

    readonly Dictionary<Cell, Counts> _cells = [];

    public long Titles { get; private set; }

    public void Add(TitleKind kind, int? year, long genres, bool adult, int? tenths, int? votes) => Count(kind, year, genres, adult, tenths, votes, 1);

    public void Remove(TitleKind kind, int? year, long genres, bool adult, int? tenths, int? votes) => Count(kind, year, genres, adult, tenths, votes, -1);

    void Count(TitleKind kind, int? year, long genres, bool adult, int? tenths, int? votes, int by)
    {
        ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(_cells, new Cell(kind, Decade(year), genres, adult), out _);
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
        foreach (var (cell, counts) in _cells)
        {
            insert.Insert([(long)cell.Kind, cell.Decade, cell.Genres, cell.Adult ? 1 : 0, counts.Titles, counts.Voted, counts.Votes, counts.Weighted]);
        }
    }

    /// <summary>Its first year; -1 when it is unknown.</summary>
    static int Decade(int? year) => year is { } known ? Math.Min(known / 10, 999) * 10 : -1;
}
