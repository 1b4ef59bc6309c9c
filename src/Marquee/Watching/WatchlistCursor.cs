using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Marquee.Catalog;

namespace Marquee.Watching;

/// <summary>
/// The place behind one entry of a watchlist in one order. It names the entry's own key, so it stays right whatever is put on
/// the list or taken off it meanwhile.
/// </summary>
/// <param name="Key">What the order compares; digits for all orders but the one by title.</param>
public sealed record WatchlistCursor(string Key, TitleId Title)
{
    internal long? Number => long.TryParse(Key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>As a word for addresses.</summary>
    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Title.Number} {Key}")));

    /// <returns>Null when the word is no cursor of this order.</returns>
    public static WatchlistCursor? Parse(string word, WatchlistSort sort)
    {
        if (!Base64Url.IsValid(word))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(word)).Split(' ', 2);
        var cursor = parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var title) ? new WatchlistCursor(parts[1], new TitleId(title)) : null;
        return sort == WatchlistSort.Title || cursor?.Number is not null ? cursor : null;
    }
}
