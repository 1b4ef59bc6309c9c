using Marquee.Integrations.Imdb;

namespace Marquee.Catalog.Import;

/// <summary>
/// Counts titles by kind, decade, set of genres and adult flag while they pass by. IMDb has some hundred thousand such cells and
/// every title hits another, so what is counted for all is one table of 16 bytes a cell that a processor can keep near.
/// </summary>
sealed class Tally
{
    /// <summary>By <see cref="Cell"/>; free while the key is 0.</summary>
    (ulong Key, long Titles)[] _cells = new (ulong, long)[1 << 12];

    /// <summary>What is counted of titles with votes, in the same places.</summary>
    (long Voted, long Votes, long Weighted)[] _voted = new (long, long, long)[1 << 12];

    int _used;

    public long Titles { get; private set; }

    public void Add(TitleKind kind, int? year, long genres, bool adult, int? tenths, int? votes) => Count(kind, year, genres, adult, tenths, votes, 1);

    public void Remove(TitleKind kind, int? year, long genres, bool adult, int? tenths, int? votes) => Count(kind, year, genres, adult, tenths, votes, -1);

    void Count(TitleKind kind, int? year, long genres, bool adult, int? tenths, int? votes, int by)
    {
        var at = PlaceOf(Cell(kind, year, genres, adult));
        _cells[at].Titles += by;
        Titles += by;
        if (votes is > 0 && tenths is not null)
        {
            ref var voted = ref _voted[at];
            voted.Voted += by;
            voted.Votes += by * (long)votes;
            voted.Weighted += by * (long)votes * tenths.Value;
        }
    }

    /// <summary>Writes the counts.</summary>
    public async Task Store(IBulkLoader loader, CancellationToken ct)
    {
        await using var load = await loader.Load("catalog.tally", "nnnnnnnn", ct);
        var batch = new RowBatch();
        batch.Begin(LineBlock.Empty, 0);
        for (var at = 0; at < _cells.Length; at++)
        {
            var (key, titles) = _cells[at];
            if (key == 0)
            {
                continue;
            }

            batch.Add((long)(key >> 1 & 0xF));
            batch.Add((long)(key >> 5 & 0x3FF) * 10 - 10);
            batch.Add((long)(key >> 15));
            batch.Add((long)(key & 1));
            batch.Add(titles);
            batch.Add(_voted[at].Voted);
            batch.Add(_voted[at].Votes);
            batch.Add(_voted[at].Weighted);
            batch.EndRow(0);
        }

        load.Write(batch, (_, _, _) => throw new InvalidOperationException("A cell of the tally was counted twice."));
        await load.Finish(ct);
    }

    /// <summary>From the lowest bit: adult 1, kind 4 (never 0), decade 10 (0 is unknown, then from the years 0 to 9), the genres.</summary>
    static ulong Cell(TitleKind kind, int? year, long genres, bool adult) =>
        (ulong)genres << 15 | (year is { } known ? (uint)Math.Min(known / 10, 999) + 1 : 0) << 5 | (uint)kind << 1 | (adult ? 1u : 0);

    int PlaceOf(ulong cell)
    {
        var at = Search(cell);
        if (_cells[at].Key != 0)
        {
            return at;
        }

        if (++_used * 2 > _cells.Length)
        {
            Grow();
            at = Search(cell);
        }

        _cells[at].Key = cell;
        return at;
    }

    /// <returns>The cell's place, or the one it would get.</returns>
    int Search(ulong cell)
    {
        var at = (int)(cell * 0x9E3779B97F4A7C15UL >> 32) & (_cells.Length - 1);
        while (_cells[at].Key != 0 && _cells[at].Key != cell)
        {
            at = (at + 1) & (_cells.Length - 1);
        }

        return at;
    }

    void Grow()
    {
        var (cells, voted) = (_cells, _voted);
        _cells = new (ulong, long)[cells.Length * 2];
        _voted = new (long, long, long)[cells.Length * 2];
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Key != 0)
            {
                var at = Search(cells[i].Key);
                (_cells[at], _voted[at]) = (cells[i], voted[i]);
            }
        }
    }
}
