using System.Globalization;
using System.Text;

namespace Marquee.Catalog.Import;

/// <summary>Keys that more than one row of a file had. Which rows those were is found by reading the file once more.</summary>
/// <param name="width">How many of a row's first cells make its key.</param>
/// <param name="text">For each of those, whether it is text.</param>
sealed class DoubledKeys(int width, IReadOnlyList<bool> text)
{
    public const char Between = '\t';
    readonly Dictionary<string, bool> _seen = new(StringComparer.Ordinal);

    /// <summary>Rows that were taken out.</summary>
    public long Rows { get; private set; }

    /// <param name="key">Its cells as text with <see cref="Between"/> in between.</param>
    /// <param name="removed">Rows that were taken out because of it.</param>
    public void Add(string key, long removed)
    {
        _seen.Add(key, false);
        Rows += removed;
    }

    /// <summary>Asked for every row in the order of the file.</summary>
    /// <returns>Whether the row is one that was taken out: it has a doubled key and is not the first.</returns>
    public bool TakenOut(RowBatch batch, ReadOnlySpan<long> cells)
    {
        var key = new StringBuilder();
        for (var i = 0; i < width; i++)
        {
            key.Append(i == 0 ? "" : Between);
            if (text[i])
            {
                key.Append(Encoding.UTF8.GetString(batch.Text(cells[i])));
            }
            else
            {
                key.Append(CultureInfo.InvariantCulture, $"{cells[i]}");
            }
        }

        var spelled = key.ToString();
        if (!_seen.TryGetValue(spelled, out var seen))
        {
            return false;
        }

        _seen[spelled] = true;
        return seen;
    }
}
