namespace Marquee.Integrations.Radarr;

/// <summary>The body of <c>PUT movie/editor</c>, which changes what it names and leaves the rest as it is.</summary>
sealed record MoviesToChange(IReadOnlyList<int> MovieIds)
{
    public bool? Monitored { get; init; }

    public int? QualityProfileId { get; init; }
}
