namespace Marquee.Jobs;

/// <summary>
/// How fast something counts, as a mean in which the past fades over about ten seconds, so that neither a slow start nor a
/// single hiccup decides what people are told.
/// </summary>
sealed class Pace(TimeProvider time)
{
    static readonly TimeSpan Fade = TimeSpan.FromSeconds(10);

    /// <summary>Before this much was seen, a rate would be a guess.</summary>
    static readonly TimeSpan Enough = TimeSpan.FromSeconds(1);

    long _at = time.GetTimestamp();
    long _started = time.GetTimestamp();
    long _done;
    string? _unit;
    double _units;
    double _seconds;

    /// <summary>Takes note of the count at this moment. A count that falls, or another unit, begins anew.</summary>
    /// <returns>Units a second; null while too little was seen.</returns>
    public double? Rate(long done, string? unit)
    {
        var now = time.GetTimestamp();
        if (done < _done || !string.Equals(unit, _unit, StringComparison.Ordinal))
        {
            (_units, _seconds, _done, _unit, _at, _started) = (0, 0, done, unit, now, now);
            return null;
        }

        var elapsed = time.GetElapsedTime(_at, now).TotalSeconds;
        if (elapsed > 0)
        {
            var kept = Math.Exp(-elapsed / Fade.TotalSeconds);
            _units = _units * kept + (done - _done);
            _seconds = _seconds * kept + elapsed;
            (_at, _done) = (now, done);
        }

        return time.GetElapsedTime(_started, now) >= Enough && _seconds > 0 ? _units / _seconds : null;
    }

    /// <returns>Whole seconds until <paramref name="total"/>; null when nobody can say.</returns>
    public static long? Eta(long done, long? total, double? rate) => total is { } all && rate is > 1e-6
        ? (long)Math.Ceiling(Math.Max(0, all - done) / rate.Value - 0.01)
        : null;
}
