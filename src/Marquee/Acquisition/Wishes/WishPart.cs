using System.Globalization;

namespace Marquee.Acquisition.Wishes;

/// <summary>How much of a title is wanted.</summary>
public enum WishExtent
{
    /// <summary>The film, or the whole series with what comes.</summary>
    All,

    /// <summary>Of a series, what has not been aired yet.</summary>
    Future,

    FirstEpisode,

    FirstSeason,

    Seasons,

    Episodes,
}

/// <param name="Season">0 for specials.</param>
public readonly record struct WishedEpisode(int Season, int Number) : IComparable<WishedEpisode>
{
    public int CompareTo(WishedEpisode other) => (Season, Number).CompareTo((other.Season, other.Number));

    public static bool operator <(WishedEpisode left, WishedEpisode right) => left.CompareTo(right) < 0;

    public static bool operator >(WishedEpisode left, WishedEpisode right) => left.CompareTo(right) > 0;

    public static bool operator <=(WishedEpisode left, WishedEpisode right) => left.CompareTo(right) <= 0;

    public static bool operator >=(WishedEpisode left, WishedEpisode right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Season}x{Number}");
}

/// <summary>What of a title is wanted; two are the same when they are written the same.</summary>
public sealed record WishPart
{
    const int MostNumbers = 500;

    WishPart(WishExtent extent) => Extent = extent;

    public static WishPart All { get; } = new(WishExtent.All);

    public static WishPart Future { get; } = new(WishExtent.Future);

    public static WishPart FirstEpisode { get; } = new(WishExtent.FirstEpisode);

    public static WishPart FirstSeason { get; } = new(WishExtent.FirstSeason);

    public WishExtent Extent { get; }

    /// <summary>Rising; empty unless seasons are wanted.</summary>
    public IReadOnlyList<int> Seasons { get; private init; } = [];

    /// <summary>Rising; empty unless episodes are wanted.</summary>
    public IReadOnlyList<WishedEpisode> Episodes { get; private init; } = [];

    /// <summary><c>all</c>, <c>future</c>, <c>firstEpisode</c>, <c>firstSeason</c>, <c>seasons</c>, <c>episodes</c>.</summary>
    public string Word => char.ToLowerInvariant(Extent.ToString()[0]) + Extent.ToString()[1..];

    /// <returns>Null when none or too many are named, or numbers that no season has.</returns>
    public static WishPart? OfSeasons(IEnumerable<int> seasons) =>
        seasons.Distinct().Order().ToList() is { Count: > 0 and <= MostNumbers } some && some.TrueForAll(s => s is >= 0 and < 10_000) ? new WishPart(WishExtent.Seasons) { Seasons = some } : null;

    /// <inheritdoc cref="OfSeasons"/>
    public static WishPart? OfEpisodes(IEnumerable<WishedEpisode> episodes) =>
        episodes.Distinct().Order().ToList() is { Count: > 0 and <= MostNumbers } some && some.TrueForAll(e => e is { Season: >= 0 and < 10_000, Number: >= 0 and < 100_000 })
            ? new WishPart(WishExtent.Episodes) { Episodes = some }
            : null;

    /// <summary>As it lies in the row, and as it may be given: <c>seasons:1,2</c>, <c>episodes:1x3,1x4</c>.</summary>
    public static WishPart? Parse(string? text) => text switch
    {
        "all" => All,
        "future" => Future,
        "firstEpisode" => FirstEpisode,
        "firstSeason" => FirstSeason,
        _ when text?.StartsWith("seasons:", StringComparison.Ordinal) == true => Numbers(text[8..]) is { } seasons ? OfSeasons(seasons) : null,
        _ when text?.StartsWith("episodes:", StringComparison.Ordinal) == true => Pairs(text[9..]) is { } episodes ? OfEpisodes(episodes) : null,
        _ => null,
    };

    public bool Equals(WishPart? other) => other?.ToString() == ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Extent switch
    {
        WishExtent.Seasons => $"{Word}:{string.Join(',', Seasons.Select(s => s.ToString(CultureInfo.InvariantCulture)))}",
        WishExtent.Episodes => $"{Word}:{string.Join(',', Episodes)}",
        _ => Word,
    };

    static int[]? Numbers(string text)
    {
        var parts = text.Split(',').Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).ToArray();
        return parts.Contains(-1) ? null : parts;
    }

    static WishedEpisode[]? Pairs(string text)
    {
        var pairs = text.Split(',').Select(p => Numbers(p.Replace('x', ','))).ToList();
        return pairs.TrueForAll(p => p is [_, _]) ? [.. pairs.Select(p => new WishedEpisode(p![0], p[1]))] : null;
    }
}
