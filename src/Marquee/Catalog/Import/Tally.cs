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

    /// <summary>Writes the counts.</summary>
    public async Task Store(IBulkLoader loader, CancellationToken ct)
    {
        await using var load = await loader.Load("catalog.tally", "nnnnnnnn", ct);
        var batch = new RowBatch();
        batch.Begin(LineBlock.Empty, 0);
        foreach (var (key, counts) in _cells)
        {
            var decade = (key >> 5) & 1023;
            batch.Add((long)((key >> 1) & 15));
            batch.Add(decade < 1023 ? (long)decade * 10 : -1);
            batch.Add((long)(key >> 15));
            batch.Add((long)(key & 1));
            batch.Add(counts.Titles);
            batch.Add(counts.Voted);
            batch.Add(counts.Votes);
            batch.Add(counts.Weighted);
            batch.EndRow(0);
        }

        load.Write(batch, (_, _, _) => throw new InvalidOperationException("A cell of the tally was counted twice."));
        await load.Finish(ct);
    }
}
