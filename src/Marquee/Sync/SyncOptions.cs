using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Marquee.Sync;

/// <summary>What may be replicated, and how large it may be.</summary>
public sealed class SyncOptions
{
    /// <summary>True: hosts may make databases at /sync/ that belong to nothing else in the house. What they hold is not served while it is false.</summary>
    public bool Scratch { get; set; }

    /// <summary>Titles of a member that devices keep: so many that changed last.</summary>
    [Range(10, 20_000)] public int PocketTitles { get; set; } = 3000;

    /// <summary>So many of the watchlist besides, those that were put on it last.</summary>
    [Range(0, 20_000)] public int PocketWatchlist { get; set; } = 2000;

    /// <summary>Bytes of one document without its attachments; CouchDB's own limit is the default.</summary>
    [Range(1_000, 64_000_000)] public int MaxDocumentBytes { get; set; } = 8_000_000;

    /// <summary>Bytes of one attachment.</summary>
    [Range(1_000, 64_000_000)] public int MaxAttachmentBytes { get; set; } = 16_000_000;
}

[OptionsValidator]
public sealed partial class SyncOptionsValidator : IValidateOptions<SyncOptions>;
