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

    /// <summary>Another one's counts, except titles: they may be the same.</summary>
    public void Add(in Tally other)
    {
        Plays += other.Plays;
        Minutes += other.Minutes;
        Rated += other.Rated;
        _ratings += other._ratings;
        _rated += other._rated;
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
/// <param name="word">How a trait is spelled.</param>
/// <param name="order">Of traits among equals.</param>
sealed class TraitTallies<T>(Func<T, string> word, IComparer<T> order) where T : notnull
{
    readonly Dictionary<T, Tally> _bars = [];

    /// <inheritdoc cref="Tally.Title"/>
    public void Title(T key, int plays, double rating) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_bars, key, out _).Title(plays, rating);

    /// <summary>The most titles first; among equals the most plays, then the best. Of a hundred thousand people few are sorted.</summary>
    public IReadOnlyList<TraitShare> Most(int limit)
    {
        var most = new List<KeyValuePair<T, Tally>>();
        var by = Comparer<KeyValuePair<T, Tally>>.Create(Compare);
        foreach (var bar in _bars)
        {
            if (most.Count == limit && Compare(bar, most[^1]) > 0)
            {
                continue;
            }

            most.Insert(~most.BinarySearch(bar, by), bar);
            if (most.Count > limit)
            {
                most.RemoveAt(limit);
            }
        }

        return [.. most.Select(Share)];
    }

    public IReadOnlyList<TraitShare> InOrder() => [.. _bars.OrderBy(bar => bar.Key, order).Select(Share)];

    int Compare(KeyValuePair<T, Tally> one, KeyValuePair<T, Tally> other)
    {
        var (left, right) = (one.Value, other.Value);
        return left.Titles != right.Titles ? right.Titles.CompareTo(left.Titles)
            : left.Plays != right.Plays ? right.Plays.CompareTo(left.Plays)
            : (left.Mean ?? 0) != (right.Mean ?? 0) ? (right.Mean ?? 0).CompareTo(left.Mean ?? 0)
            : order.Compare(one.Key, other.Key);
    }

    TraitShare Share(KeyValuePair<T, Tally> bar) => new(word(bar.Key), null, bar.Value.Titles, bar.Value.Plays, bar.Value.Mean);
}
