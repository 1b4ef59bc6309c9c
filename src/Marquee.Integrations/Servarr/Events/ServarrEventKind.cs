namespace Marquee.Integrations.Servarr.Events;

/// <summary>What a webhook tells, in words that hold for both programs.</summary>
public enum ServarrEventKind
{
    /// <summary>An event of a later version, or of none.</summary>
    Unknown,

    /// <summary>Somebody pressed the button, or saved the settings.</summary>
    Test,

    /// <summary>A release was handed to a download client.</summary>
    Grab,

    /// <summary>A download became a file.</summary>
    Import,

    /// <summary>A download became a file in the place of a lesser one.</summary>
    Upgrade,

    Rename,

    /// <summary>A film or series was added.</summary>
    Added,

    /// <summary>A film or series was removed.</summary>
    Removed,

    /// <summary>A file of a film or of episodes was deleted.</summary>
    FileDeleted,

    HealthIssue,
    HealthRestored,

    /// <summary>The program has another version now.</summary>
    ApplicationUpdate,

    /// <summary>A download waits for a person.</summary>
    ManualInteraction,
}
