using System.Globalization;

namespace Marquee.Integrations.Exports;

/// <summary>Ratings of other scales as 1 to 10, and back.</summary>
public static class RatingScale
{
    /// <summary>Half stars, 0.5 to 5, lose nothing: each is one of the ten.</summary>
    /// <returns>Null when <paramref name="stars"/> is not a half star.</returns>
    public static int? OfHalfStars(decimal stars) => stars * 2 is >= 1 and <= 10 and var ten && decimal.Truncate(ten) == ten ? (int)ten : null;

    /// <param name="ten">1 to 10.</param>
    public static decimal ToHalfStars(int ten)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ten, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ten, 10);
        return ten / 2m;
    }

    /// <summary>As Letterboxd writes it: <c>3.5</c>, <c>4</c>.</summary>
    public static string HalfStars(int ten) => ToHalfStars(ten).ToString("0.#", CultureInfo.InvariantCulture);

    /// <param name="cell">The trimmed cell: <c>4.5</c>, <c>4,5</c>, <c>★★★½</c>, <c>9/10</c>.</param>
    /// <param name="most">The scale's best: 5, 10 or 100.</param>
    /// <param name="note">Says that the rating lies between two of ours; or that there is none although the cell is not empty.</param>
    /// <returns>Null when the cell holds no rating. Programs write 0 for "none".</returns>
    public static int? Of(string cell, int most, out ExportRemark? note)
    {
        note = null;
        if (Value(cell, most) is not { } value)
        {
            note = cell.Length == 0 ? null : new ExportRemark("exports.row.badScale", ("rating", ShortText.Of(cell, 40)), ("most", most));
            return null;
        }

        if (value == 0)
        {
            return null;
        }

        var exact = value * 10 / most;
        var ten = Math.Clamp((int)decimal.Round(exact, MidpointRounding.AwayFromZero), 1, 10);
        note = ten == exact ? null : new ExportRemark("exports.row.rounded", ("rating", ShortText.Of(cell, 40)), ("as", ten));
        return ten;
    }

    /// <returns>From 0 to <paramref name="most"/>; null when the cell says nothing such.</returns>
    public static decimal? Value(string cell, int most)
    {
        if (cell.Length is 0 or > 20)
        {
            return null;
        }

        if (most == 5 && cell.AsSpan().IndexOfAnyExcept('★', '½', '☆') < 0)
        {
            return cell.Count(c => c == '★') + (cell.Contains('½', StringComparison.Ordinal) ? 0.5m : 0) is <= 5 and var stars ? stars : null;
        }

        var slash = cell.IndexOf('/', StringComparison.Ordinal);
        var number = slash < 0 ? cell : cell[(slash + 1)..].Trim() == most.ToString(CultureInfo.InvariantCulture) ? cell[..slash].Trim() : "";
        return decimal.TryParse(number.TrimEnd('%').Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= most ? value : null;
    }
}
