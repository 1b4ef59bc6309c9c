namespace Marquee.Tests;

/// <summary>The system's clock, some hours ahead: what a process sees that starts after a long stop.</summary>
public sealed class ShiftedTime(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
