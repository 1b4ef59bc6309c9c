namespace Marquee.Integrations.Sonarr;

/// <summary>The body of <c>PUT series/editor</c>, which changes what it names and leaves the rest as it is.</summary>
sealed record SeriesToChange(IReadOnlyList<int> SeriesIds)
{
    public bool? Monitored { get; init; }

    public int? QualityProfileId { get; init; }
}
