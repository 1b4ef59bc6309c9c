using System.Text.Json.Serialization;

namespace Marquee.Integrations.Servarr;

/// <summary><c>rootfolder</c>.</summary>
public sealed record RootFolder
{
    [JsonRequired] public string Path { get; init; } = "";

    public int Id { get; init; }

    public bool Accessible { get; init; }

    /// <summary>In bytes; null when the server does not know.</summary>
    public long? FreeSpace { get; init; }
}
