namespace Marquee.Integrations.Servarr;

/// <summary>The programs of the family that are driven; their APIs are alike but for what is got.</summary>
public enum ServarrProgram
{
    Radarr,
    Sonarr,
}
