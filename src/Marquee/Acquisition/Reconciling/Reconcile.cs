using Marquee.Texts;

namespace Marquee.Acquisition.Reconciling;

public enum ReconcileState
{
    /// <summary>The server is being read.</summary>
    Reading,

    /// <summary>What is to be done is known, and nothing speaks against it.</summary>
    Planned,

    /// <summary>Somebody has to say that it is meant.</summary>
    Paused,
    Applied,

    /// <summary>The server could not be read as a whole; nothing was changed.</summary>
    Failed,
    Undone,

    /// <summary>A newer plan came, or somebody did not want it.</summary>
    Discarded,
}

/// <summary>A plan that brings what the house knows of a server in line with it, and what became of it.</summary>
public sealed record Reconcile
{
    public long Id { get; init; }

    public long Connection { get; init; }

    public ReconcileState State { get; init; }

    internal string? StoredWhy { get; init; }

    /// <summary>The question of one that is paused, the failure of one that failed.</summary>
    public Text? Why => StoredText.Read(StoredWhy);

    public int Added { get; init; }

    public int Removed { get; init; }

    public int Changed { get; init; }

    /// <summary>Titles that are as the house knows them.</summary>
    public int Same { get; init; }

    /// <summary>How many of its changes were made. The others had changed again since it was planned.</summary>
    public int Done { get; init; }

    /// <summary>Unix seconds.</summary>
    public long MadeAt { get; init; }

    public long? SettledAt { get; init; }

    public int Changes => Added + Removed + Changed;
}

public enum ReconcileKind
{
    Added,
    Removed,
    Changed,
}

/// <summary>One film or series of a plan.</summary>
public sealed record ReconcileChange
{
    public int OutsideId { get; init; }

    public ReconcileKind Kind { get; init; }

    /// <summary>Of a change, in words parted by spaces: <c>monitored</c>, <c>files</c>, <c>ids</c>, <c>grabbed</c>, <c>episodes</c>, <c>about</c>.</summary>
    public string What { get; init; } = "";

    public string Name { get; init; } = "";

    public bool Done { get; init; }
}
