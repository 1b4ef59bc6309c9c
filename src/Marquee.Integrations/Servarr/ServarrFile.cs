using System.Text.Json.Serialization;

namespace Marquee.Integrations.Servarr;

/// <summary>A file that is there: <c>movieFile</c>, <c>episodeFile</c>.</summary>
public sealed record ServarrFile
{
    public int Id { get; init; }

    /// <summary>On the server's disk.</summary>
    public string? Path { get; init; }

    /// <summary>In bytes.</summary>
    public long Size { get; init; }

    public DateTimeOffset? DateAdded { get; init; }

    public ServarrQuality? Quality { get; init; }
}

/// <summary>A quality as the family nests it.</summary>
public sealed record ServarrQuality
{
    public QualityName? Quality { get; init; }

    /// <summary><c>Bluray-1080p</c>.</summary>
    [JsonIgnore] public string? Name => Quality?.Name;

    /// <summary>Lines: 1080; 0 when unknown.</summary>
    [JsonIgnore] public int Resolution => Quality?.Resolution ?? 0;
}

public sealed record QualityName
{
    public string? Name { get; init; }

    public int Resolution { get; init; }
}
