namespace Marquee.Integrations.Tests.Servarr;

/// <summary>A clock that goes faster than the system's, so that a limit of a minute is over before a test gets long.</summary>
sealed class HurriedTime(double times) : TimeProvider
{
    readonly long _start = System.GetTimestamp();

    public override long GetTimestamp() => _start + (long)((System.GetTimestamp() - _start) * times);

    public override long TimestampFrequency => System.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new HurriedTimer(System.CreateTimer(callback, state, Hurried(dueTime), Hurried(period)), Hurried);

    TimeSpan Hurried(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / times;

    sealed class HurriedTimer(ITimer timer, Func<TimeSpan, TimeSpan> hurried) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(hurried(dueTime), hurried(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
