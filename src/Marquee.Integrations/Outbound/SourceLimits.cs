namespace Marquee.Integrations.Outbound;

/// <summary>How a source is to be treated; the defaults are polite.</summary>
public sealed record SourceLimits
{
    /// <summary>Calls at most in <see cref="Per"/>, retries included.</summary>
    public int Calls { get; init; } = 20;

    public TimeSpan Per { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one try may take until the head of its answer is there.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Tries after the first.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>The first pause; each following one is about twice as long.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A source that asks for a longer pause (<c>Retry-After</c>) is left alone instead of waited for.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>So many failures in <see cref="Watched"/>, and most calls failing, and the source is left alone for <see cref="Rest"/>.</summary>
    public int Failures { get; init; } = 8;

    public TimeSpan Watched { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan Rest { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>An answer that is read as a whole is given up beyond this; streams set limits of their own.</summary>
    public long AnswerBytes { get; init; } = 16 * 1024 * 1024;
}
