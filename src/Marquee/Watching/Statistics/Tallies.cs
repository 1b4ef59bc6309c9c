using System.Runtime.InteropServices;

namespace Marquee.Watching.Statistics;

/// <summary>Counts of one bar.</summary>
struct Tally
{
    public int Titles;
    public int Plays;
    public long Minutes;
    public int Rated;

    /// <summary>Ratings of what was counted, and how many.</summary>
    double _ratings;
    int _rated;

    public void Play(int minutes, int rating)
    {
        Plays++;
        Minutes += minutes;
        Rating(rating);
    }

    /// <param name="rating">0: not rated.</param>
    public void Title(int plays, double rating)
    {
        Titles++;
        Plays += plays;
        Rating(rating);
    }

    void Rating(double rating)
    {
        _ratings += rating;
        _rated += rating > 0 ? 1 : 0;
    }

    public readonly double? Mean => _rated == 0 ? null : Math.Round(_ratings / _rated, 2);
}

/// <summary>Bars of time: years, months, weekdays, hours.</summary>
sealed class TimeTallies
{
    readonly Dictionary<int, Tally> _bars = [];

    public ref Tally this[int key] => ref CollectionsMarshal.GetValueRefOrAddDefault(_bars, key, out _);

    /// <summary>From one to another, with those between that have nothing.</summary>
    public IReadOnlyList<TimeShare> Shares(int first, int last) =>
        [.. from key in Enumerable.Range(first, last - first + 1) let bar = _bars.GetValueOrDefault(key) select new TimeShare(key, bar.Plays, bar.Minutes, bar.Rated, bar.Mean)];
}

/// <summary>Bars of traits, made as they are met.</summary>
sealed class TraitTallies<T> where T : notnull
{
    readonly Dictionary<T, Tally> _bars = [];

    /// <inheritdoc cref="Tally.Title"/>
    public void Title(T key, int plays, double rating) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_bars, key, out _).Title(plays, rating);

    /// <summary>The most titles first; among equals the most plays, then the best.</summary>
    public IReadOnlyList<TraitShare> Most(int limit, Func<T, string> word) =>
        [.. _bars.OrderByDescending(bar => bar.Value.Titles).ThenByDescending(bar => bar.Value.Plays).ThenByDescending(bar => bar.Value.Mean ?? 0).ThenBy(bar => word(bar.Key), StringComparer.Ordinal).Take(limit).Select(bar => Share(bar, word))];

    public IReadOnlyList<TraitShare> InOrder(Func<T, string> word) => [.. _bars.OrderBy(bar => bar.Key).Select(bar => Share(bar, word))];

    static TraitShare Share(KeyValuePair<T, Tally> bar, Func<T, string> word) => new(word(bar.Key), null, bar.Value.Titles, bar.Value.Plays, bar.Value.Mean);
}
