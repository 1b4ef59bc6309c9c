namespace Marquee.Tests;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class SteppedTime : TimeProvider
{
    DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public void Move(TimeSpan step) => _now += step;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;
}
