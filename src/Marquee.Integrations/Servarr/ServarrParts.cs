using System.Text.Json.Serialization;

namespace Marquee.Integrations.Servarr;

/// <summary><c>system/status</c>.</summary>
public sealed record ServarrStatus
{
    /// <summary>Which program it is; one cannot rename it.</summary>
    [JsonRequired] public string AppName { get; init; } = "";

    /// <summary>What its host calls it, and its webhooks do.</summary>
    public string? InstanceName { get; init; }

    public string? Version { get; init; }
}

/// <summary><c>qualityprofile</c>.</summary>
public sealed record QualityProfile
{
    [JsonRequired] public int Id { get; init; }

    public string? Name { get; init; }
}

/// <summary><c>rootfolder</c>.</summary>
public sealed record RootFolder
{
    [JsonRequired] public string Path { get; init; } = "";

    public int Id { get; init; }

    public bool Accessible { get; init; }

    /// <summary>In bytes; null when the server does not know.</summary>
    public long? FreeSpace { get; init; }
}

/// <summary><c>tag</c>: lower case letters, digits and hyphens.</summary>
public sealed record ServarrTag
{
    [JsonRequired] public int Id { get; init; }

    public string? Label { get; init; }
}

/// <summary><c>health</c>: one complaint of the server.</summary>
public sealed record HealthComplaint
{
    /// <summary>Which of its checks complains.</summary>
    public string? Source { get; init; }

    /// <summary><c>ok</c>, <c>notice</c>, <c>warning</c> or <c>error</c>.</summary>
    public string? Type { get; init; }

    public string? Message { get; init; }
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
