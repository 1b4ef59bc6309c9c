using Microsoft.Extensions.Options;

namespace Marquee.Jobs;

/// <summary>Forgets old runs and settled intents, once a day.</summary>
sealed class HistoryPruning(RunStore runs, IntentStore intents, IOptions<JobsOptions> options, TimeProvider time) : IWork<NoArguments>
{
    public const string Name = "jobs.prune";

    /// <summary>How long an intent that came to its end is kept.</summary>
    const int DaysOfIntents = 7;

    public async Task<object?> Run(NoArguments arguments, JobProgress progress, CancellationToken ct)
    {
        long Ago(int days) => time.GetUtcNow().AddDays(-days).ToUnixTimeMilliseconds();
        var forgotten = await runs.Prune(options.Value.HistoryRuns, Ago(options.Value.HistoryDays), ct);
        return new { runs = forgotten, intents = await intents.Prune(Ago(DaysOfIntents), Ago(options.Value.HistoryDays), ct) };
    }
}
