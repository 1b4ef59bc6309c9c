using Marquee.Integrations.Servarr;
using Marquee.Integrations.Sonarr;
using Marquee.Texts;

namespace Marquee.Acquisition.Servers;

/// <summary>A server of the house that gets films (Radarr) or series (Sonarr). Its key is not in here.</summary>
public sealed record Connection
{
    public long Id { get; init; }

    public ServarrProgram Kind { get; init; }

    /// <summary>What the hosts call it: <c>Radarr 4K</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>Ends with a slash, behind the server's base path if it has one.</summary>
    public string Address { get; init; } = "";

    /// <summary>A host ticked that this address may be called although it may lie on this machine.</summary>
    public bool OnThisMachine { get; init; }

    /// <summary><c>v3</c> or <c>v5</c>, as found when it was last asked.</summary>
    public string ApiVersion { get; init; } = Connections.OldestApi;

    /// <summary>The number of a profile on the server; null takes its first.</summary>
    public int? QualityProfile { get; init; }

    /// <summary>A path of the server; null takes its first.</summary>
    public string? RootFolder { get; init; }

    /// <summary>Put on everything that is added from here; null puts none.</summary>
    public string? Tag { get; init; }

    /// <summary>Where wishes go that name no server; one of each kind.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Unix seconds, as all instants here.</summary>
    public long AddedAt { get; init; }

    /// <summary>When it was last asked; null: never.</summary>
    public long? CheckedAt { get; init; }

    /// <summary>When it last answered well.</summary>
    public long? GoodAt { get; init; }

    internal string? StoredTrouble { get; init; }

    /// <summary>What is wrong with it; null when nothing is, or nobody knows yet.</summary>
    public Text? Trouble => StoredText.Read(StoredTrouble);

    /// <summary>The last part of the address that its webhooks go to.</summary>
    public string Hook { get; init; } = "";

    /// <summary>Since when it has a secret for its webhooks; null: it has none, and none are let in.</summary>
    public long? HookSetAt { get; init; }

    /// <summary>The last webhook that was let in.</summary>
    public long? HeardAt { get; init; }

    public SonarrVersion SonarrVersion => ApiVersion == "v5" ? SonarrVersion.V5 : SonarrVersion.V3;
}

/// <summary>What a host says about a server.</summary>
public sealed record ConnectionDraft
{
    public ServarrProgram Kind { get; init; }

    /// <summary>Null or blank: the program's own name.</summary>
    public string? Name { get; init; }

    public string Address { get; init; } = "";

    public bool OnThisMachine { get; init; }

    public int? QualityProfile { get; init; }

    public string? RootFolder { get; init; }

    public string? Tag { get; init; }

    public bool IsDefault { get; init; }
}
