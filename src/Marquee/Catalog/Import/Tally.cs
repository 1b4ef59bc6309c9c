using System.Runtime.InteropServices;
using Marquee.Integrations.Imdb;

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

    /// <summary>Writes the counts.</summary>
    public async Task Store(IBulkLoader loader, CancellationToken ct)
    {
        await using var load = await loader.Load("catalog.tally", "nnnnnnnn", ct);
        var batch = new RowBatch();
        batch.Begin(LineBlock.Empty, 0);
        foreach (var (cell, counts) in _cells)
        {
            batch.Add((long)cell.Kind);
            batch.Add((long)cell.Decade);
            batch.Add(cell.Genres);
            batch.Add(cell.Adult ? 1L : 0);
            batch.Add(counts.Titles);
            batch.Add(counts.Voted);
            batch.Add(counts.Votes);
            batch.Add(counts.Weighted);
            batch.EndRow(0);
        }

        load.Write(batch, (_, _, _) => throw new InvalidOperationException("A cell of the tally was counted twice."));
        await load.Finish(ct);
    }

    /// <summary>The first year of it; -1 when it is unknown.</summary>
    static int Decade(int? year) => year is { } known ? Math.Min(known / 10, 999) * 10 : -1;
}
