using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Marquee.Watching;

/// <summary>How long things of members wait.</summary>
public sealed class WatchingOptions
{
    /// <summary>Days after which the preview of a file that nobody applied is forgotten.</summary>
    [Range(1, 3650)] public int PreviewDays { get; set; } = 30;

    /// <summary>Seconds for which a file in the inbox must not have changed before it is read.</summary>
    [Range(2, 86_400)] public int InboxQuietSeconds { get; set; } = 30;
}

[OptionsValidator]
public sealed partial class WatchingOptionsValidator : IValidateOptions<WatchingOptions>;
