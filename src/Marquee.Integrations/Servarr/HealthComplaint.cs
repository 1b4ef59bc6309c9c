namespace Marquee.Integrations.Servarr;

/// <summary><c>health</c>: one complaint of the server.</summary>
public sealed record HealthComplaint
{
    /// <summary>Which of its checks complains.</summary>
    public string? Source { get; init; }

    /// <summary><c>ok</c>, <c>notice</c>, <c>warning</c> or <c>error</c>.</summary>
    public string? Type { get; init; }

    public string? Message { get; init; }
}
