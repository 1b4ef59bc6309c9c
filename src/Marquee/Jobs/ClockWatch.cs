namespace Marquee.Jobs;

/// <summary>
/// Notices that the clock was moved: by hand, by the network, or because the machine slept. Times that are stored were then
/// written by another clock, and signs of life look older, or younger, than they are.
/// </summary>
sealed class ClockWatch
{
    /// <summary>Networks set clocks by less than this all day long.</summary>
    static readonly TimeSpan Drift = TimeSpan.FromSeconds(30);

    /// <summary>
    /// No stored instant of a run or an intent that waits lies further ahead by itself: the longest pause between two tries is an hour.
    /// </summary>
    public static readonly TimeSpan FarAhead = TimeSpan.FromHours(2);

    readonly TimeProvider _time;
    DateTimeOffset _clock;
    long _stamp;

    public ClockWatch(TimeProvider time)
    {
        _time = time;
        (_clock, _stamp) = (time.GetUtcNow(), time.GetTimestamp());
    }

    /// <returns>By how much the clock was moved since the last look; zero when it only ran.</returns>
    public TimeSpan Look()
    {
        var (clock, stamp) = (_time.GetUtcNow(), _time.GetTimestamp());
        var moved = clock - _clock - _time.GetElapsedTime(_stamp, stamp);
        (_clock, _stamp) = (clock, stamp);
        return moved.Duration() > Drift ? moved : TimeSpan.Zero;
    }
}
