using System.Numerics;

namespace Marquee.Catalog.Browse;

/// <summary>
/// Picks a page of the rows that were found. A first pass counts how many rows have each key; a second takes only rows that can
/// be on the page, which are already in the right order among those with the same key.
/// </summary>
readonly ref struct RowPage(BrowseView view, BrowseSort sort, int skip, int limit)
{
    readonly BrowseView _view = view;

    public int[] Of(ulong[] rows)
    {
        var wanted = skip + limit;
        var last = sort == BrowseSort.Popularity ? 0 : LastKey(rows, wanted);
        var found = new List<(int Key, int Votes, int Row)>(Math.Min(wanted * 2, 1 << 16));
        Take(rows, 0, _view.Counts.FirstEpisode, last, wanted, found);
        Take(rows, _view.Counts.FirstEpisode, _view.Counts.Rows, last, wanted, found);
        // More votes first; of equals the earlier row, which is no episode or has the lower id.
        found.Sort((a, b) => a.Key != b.Key ? a.Key.CompareTo(b.Key) : a.Votes != b.Votes ? b.Votes.CompareTo(a.Votes) : a.Row.CompareTo(b.Row));
        return [.. found.Skip(skip).Take(limit).Select(f => f.Row)];
    }

    /// <summary>Adds the rows with a better key than the last one of the page, and as many with that key as can be needed.</summary>
    void Take(ulong[] rows, int from, int to, int last, int wanted, List<(int Key, int Votes, int Row)> found)
    {
        var ofLast = 0;
        for (var word = from / 64; word < Math.Min((to + 63) / 64, rows.Length); word++)
        {
            for (var rest = rows[word]; rest != 0; rest &= rest - 1)
            {
                var row = word * 64 + BitOperations.TrailingZeroCount(rest);
                if (row < from || row >= to)
                {
                    continue;
                }

                var key = Key(row);
                if (key < last || (key == last && ofLast < wanted))
                {
                    ofLast += key == last ? 1 : 0;
                    found.Add((key, _view.VotesOf(row), row));
                }
            }

            if (last == 0 && ofLast >= wanted)
            {
                return;
            }
        }
    }

    int LastKey(ulong[] rows, int wanted)
    {
        var counts = new int[ushort.MaxValue + 1];
        for (var word = 0; word < rows.Length; word++)
        {
            for (var rest = rows[word]; rest != 0; rest &= rest - 1)
            {
                counts[Key(word * 64 + BitOperations.TrailingZeroCount(rest))]++;
            }
        }

        var (key, sum) = (0, 0);
        for (; key < ushort.MaxValue && (sum += counts[key]) < wanted; key++)
        {
        }

        return key;
    }

    /// <summary>Sorts the wanted first; unknown is last.</summary>
    int Key(int row) => sort switch
    {
        BrowseSort.Weighted => Falling(_view.Counts.Voted(row) is >= 0 and var at ? _view.Weighted[at] : 0),
        BrowseSort.Rating => Falling(_view.Counts.Voted(row) is >= 0 and var at ? _view.Ratings[at] : 0),
        BrowseSort.Newest => Falling(_view.Years[row]),
        BrowseSort.Oldest => Rising(_view.Years[row]),
        BrowseSort.Shortest => Rising(_view.Runtimes[row]),
        BrowseSort.Longest => Falling(_view.Runtimes[row]),
        _ => 0,
    };

    static int Falling(int value) => ushort.MaxValue - value;

    static int Rising(int value) => value == 0 ? ushort.MaxValue : value;
}
