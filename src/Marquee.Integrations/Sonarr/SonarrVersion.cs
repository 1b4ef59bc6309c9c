namespace Marquee.Integrations.Sonarr;

/// <summary>Of the API; Sonarr 4 has v3, and the next one brings v5 beside it.</summary>
public enum SonarrVersion
{
    V3,
    V5,
}
