using System.Globalization;

namespace Marquee.Metering;

/// <summary>The series of one measured family, one for each combination of labels that was seen.</summary>
sealed class SeriesSet(MeasuredFamily family)
{
    readonly Lock _lock = new();
    readonly Dictionary<string, Series> _series = new(StringComparer.Ordinal);

    public MeasuredFamily Family { get; } = family;

    public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new string[Family.Labels.Count];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = Value(tags, Family.Labels[i].Tag);
        }

        lock (_lock)
        {
            Of(labels).Add(value, Family.Bounds);
        }
    }

    /// <summary>In the order of the labels' values.</summary>
    public Reading Read()
    {
        lock (_lock)
        {
            return new Reading(Family, [.. _series.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new Sample(
                [.. Family.Labels.Select((label, i) => (label.Label, s.Value.Labels[i]))], s.Value.Sum, [.. s.Value.Buckets]))]);
        }
    }

    Series Of(string[] labels)
    {
        if (_series.TryGetValue(Key(labels), out var there))
        {
            return there;
        }

        if (_series.Count >= Family.MostSeries)
        {
            Array.Fill(labels, MeasuredFamily.Overflow);
        }

        if (!_series.TryGetValue(Key(labels), out there))
        {
            _series[Key(labels)] = there = new Series(labels, Family.Kind == FamilyKind.Histogram ? new long[Family.Bounds.Count + 1] : []);
        }

        return there;
    }

    static string Key(string[] labels) => string.Join('\n', labels);

    static string Value(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name)
            {
                return Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "";
            }
        }

        return "";
    }

    sealed class Series(string[] labels, long[] buckets)
    {
        public string[] Labels { get; } = labels;

        public long[] Buckets { get; } = buckets;

        public double Sum { get; private set; }

        public void Add(double value, IReadOnlyList<double> bounds)
        {
            Sum += value;
            if (Buckets.Length > 0)
            {
                var at = 0;
                while (at < bounds.Count && value > bounds[at])
                {
                    at++;
                }

                Buckets[at]++;
            }
        }
    }
}
