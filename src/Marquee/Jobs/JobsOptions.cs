using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Marquee.Jobs;

/// <summary>How this process takes part in background work.</summary>
public sealed class JobsOptions
{
    /// <summary>Whether this process runs jobs; without it jobs can still be started here, for another process to run.</summary>
    public bool Work { get; set; }

    /// <summary>How many jobs this process runs at once.</summary>
    [Range(1, 64)] public int Concurrency { get; set; } = 6;

    /// <summary>PostgreSQL: seconds between two signs of life of a node. A node that is silent for three of them is taken for dead and its jobs start again elsewhere.</summary>
    [Range(1, 60)] public int CheckInSeconds { get; set; } = 3;

    /// <summary>Seconds between two looks for intents that were written without a nudge, and for runs that nobody takes care of.</summary>
    [Range(1, 300)] public int SweepSeconds { get; set; } = 3;

    /// <summary>How often a run whose process ended without a word is started before it counts as failed; also how often an intent whose runs fail is tried.</summary>
    [Range(1, 20)] public int Attempts { get; set; } = 3;

    /// <summary>Runs that the history keeps.</summary>
    [Range(10, 100_000)] public int HistoryRuns { get; set; } = 500;

    /// <summary>Days that the history goes back.</summary>
    [Range(1, 3650)] public int HistoryDays { get; set; } = 90;
}

[OptionsValidator]
public sealed partial class JobsOptionsValidator : IValidateOptions<JobsOptions>;
