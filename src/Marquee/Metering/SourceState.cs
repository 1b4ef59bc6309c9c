namespace Marquee.Metering;

/// <summary>How an outside system answers.</summary>
/// <param name="Host">As it is called.</param>
/// <param name="Calls">Of this process, since it started.</param>
/// <param name="LastGood">When it last answered as it should; null when it never did.</param>
/// <param name="LastFailure">When it last failed; null when it never did.</param>
/// <param name="FailingSince">The first failure after the last good answer; null when the last call went well.</param>
/// <param name="Error">The last failure: a status, or the name of what went wrong.</param>
public sealed record SourceState(
    string Host, long Calls, DateTimeOffset? LastGood, DateTimeOffset? LastFailure, DateTimeOffset? FailingSince, string? Error)
{
    public DateTimeOffset? LastCall => Later(LastGood, LastFailure);

    /// <summary>Together with what another process, or an earlier life of this one, knows of the same host.</summary>
    public SourceState With(SourceState other)
    {
        var good = Later(LastGood, other.LastGood);
        var failure = Later(LastFailure, other.LastFailure);
        DateTimeOffset? since = failure is null || good >= failure ? null
            : new[] { FailingSince, other.FailingSince }.Where(at => good is null || at > good).Min() ?? failure;
        return new SourceState(Host, Calls + other.Calls, good, failure, since, failure == other.LastFailure && failure != LastFailure ? other.Error : Error ?? other.Error);
    }

    static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;
}
