using System.Text.Json.Serialization;

namespace Marquee.Upkeep;

[JsonConverter(typeof(JsonStringEnumConverter<BackupRhythm>))]
public enum BackupRhythm
{
    [JsonStringEnumMemberName("off")] Off,
    [JsonStringEnumMemberName("daily")] Daily,
    [JsonStringEnumMemberName("weekly")] Weekly,
}

/// <summary>When the house saves itself, where to, and how much of that is kept; as the host has set it.</summary>
public sealed record BackupPlan
{
    public const int MostKept = 366;

    public BackupRhythm Every { get; init; } = BackupRhythm.Daily;

    /// <summary>The newest backup of so many days is kept.</summary>
    public int KeepDays { get; init; } = 7;

    /// <summary>And the newest of so many weeks.</summary>
    public int KeepWeeks { get; init; } = 4;

    /// <summary>A folder of the server; null for <c>backups/</c> in the data folder, which a broken disk takes with it.</summary>
    public string? Folder { get; init; }

    /// <summary>Also what outside sources told us.</summary>
    public bool WithKnown { get; init; } = true;

    /// <summary>How old the newest backup may be before another is due.</summary>
    [JsonIgnore]
    public TimeSpan? Pause => Every switch
    {
        BackupRhythm.Daily => TimeSpan.FromDays(1),
        BackupRhythm.Weekly => TimeSpan.FromDays(7),
        _ => null,
    };
}

/// <summary>The newest backup that the plan made and that was read back whole.</summary>
public sealed record LastBackup(DateTimeOffset At, string File, long Bytes);
