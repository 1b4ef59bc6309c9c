namespace Marquee.Tests;

/// <summary>The system's clock, which somebody sets forward or back while everything runs. Timers and elapsed time go on as they were.</summary>
public sealed class MovedTime(TimeSpan ahead = default) : TimeProvider
{
    long _ahead = ahead.Ticks;

    public void Move(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));
}
