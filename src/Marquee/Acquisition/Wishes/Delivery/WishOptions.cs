using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Marquee.Acquisition.Wishes.Delivery;

/// <summary>How patiently wishes are brought to their servers.</summary>
public sealed class WishOptions
{
    /// <summary>How often a wish is tried before it is given up; with the pauses as they are, 20 tries last three days and a half.</summary>
    [Range(1, 1000)] public int Tries { get; init; } = 20;

    /// <summary>Seconds between the first two tries; each further pause is twice as long.</summary>
    [Range(5, 3600)] public int FirstPauseSeconds { get; init; } = 60;

    /// <summary>Minutes of the longest pause.</summary>
    [Range(1, 10_080)] public int LongestPauseMinutes { get; init; } = 360;

    /// <summary>Seconds between two looks at what a server is getting.</summary>
    [Range(2, 3600)] public int LookSeconds { get; init; } = 15;

    /// <summary>Minutes between two looks at what a server has not found yet; its webhooks are quicker.</summary>
    [Range(1, 1440)] public int SeldomMinutes { get; init; } = 20;

    /// <summary>Seconds that a series which was just added may take until its episodes have been read.</summary>
    [Range(1, 600)] public int EpisodesSeconds { get; init; } = 60;

    /// <param name="failures">That there were, this one included; from 1.</param>
    public TimeSpan Pause(int failures) =>
        TimeSpan.FromSeconds(Math.Min(TimeSpan.FromMinutes(LongestPauseMinutes).TotalSeconds, FirstPauseSeconds * Math.Pow(2, Math.Min(failures - 1, 30))));
}

[OptionsValidator]
public sealed partial class WishOptionsValidator : IValidateOptions<WishOptions>;
