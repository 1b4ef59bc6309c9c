using System.Diagnostics.Metrics;
using Marquee.Metering;

namespace Marquee.Jobs;

/// <summary>How work ends here, and how long it takes.</summary>
sealed class JobMeter(IMeterFactory meters)
{
    const string Instrument = "marquee.job.duration";

    public static readonly MeasuredFamily Family = new(Meters.Ours, Instrument, "marquee_job_duration_seconds", FamilyKind.Histogram,
        "Runs of background work that ended in this process, by the work's name and how they ended.")
    {
        Labels = [("name", "name"), ("state", "state")],
        Bounds = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600],
    };

    readonly Histogram<double> _seconds = meters.Create(Meters.Ours).CreateHistogram<double>(Instrument, "s");

    public void Ended(string name, JobState state, TimeSpan took) =>
        _seconds.Record(took.TotalSeconds, new("name", name), new("state", state.ToString().ToLowerInvariant()));
}

/// <summary>What waits and runs, on all nodes of the house.</summary>
sealed class JobReadings(RunStore runs) : IReadings
{
    public async Task<IReadOnlyList<Reading>> Read(CancellationToken ct)
    {
        var counts = await runs.Open(ct);
        return
        [
            Reading.Gauge("marquee_jobs", "Background work that waits or runs, on all nodes.",
                [.. ((string[])["queued", "running"]).Select(state => new Sample(counts.GetValueOrDefault(state), ("state", state)))]),
        ];
    }
}
