using System.Text.Json;
using Marquee.Storage;

namespace Marquee.Jobs;

/// <summary>Starts work, tells how it goes, stops it.</summary>
public sealed class JobRuns
{
    readonly RunStore _runs;
    readonly Works _works;
    readonly JobScheduler _scheduler;
    readonly RunFeed _feed;

    internal JobRuns(RunStore runs, Works works, JobScheduler scheduler, RunFeed feed) =>
        (_runs, _works, _scheduler, _feed) = (runs, works, scheduler, feed);

    /// <summary>
    /// Starts registered work. While a run of that name (and key, for work that runs once per key) waits or runs, that one is
    /// meant and nothing new starts.
    /// </summary>
    /// <param name="name">The name that the work was registered under.</param>
    /// <param name="arguments">Stored as JSON until the run has ended and as long as the history keeps it: no secrets.</param>
    /// <param name="member">Who asks; null for the house itself.</param>
    /// <param name="ct">Stops the request, not the run.</param>
    /// <param name="key">What the run is about, for work that runs once per key.</param>
    /// <returns>The run's id.</returns>
    public async Task<long> Start<TArguments>(string name, TArguments arguments, long? member, CancellationToken ct, string? key = null)
    {
        var work = _works.Get(name, typeof(TArguments));
        var run = new NewRun(work.Name, work.Title, key, work.Flight(key), member, JsonSerializer.Serialize(arguments, JobJson.Options));
        return await Start(run, ct);
    }

    async Task<long> Start(NewRun run, CancellationToken ct)
    {
        while (true)
        {
            if (await _runs.Add(run, ct) is { } id)
            {
                await _scheduler.Enqueue(id, ct);
                return id;
            }

            if (await _runs.OfFlight(run.Flight, ct) is { } flying)
            {
                return flying.Id;
            }
        }
    }

    /// <returns>The newest run of each work (and key), where that failed.</returns>
    public async Task<IReadOnlyList<JobRun>> Failing(CancellationToken ct) => [.. (await _runs.Failing(ct)).Select(row => row.ToRun())];

    /// <summary>Starts the work of a failed run once more, with what it was given.</summary>
    /// <returns>The new run, or the one that does the same already; null when there is no such run.</returns>
    /// <exception cref="Refusal">It did not fail, or its work is not known any more.</exception>
    public async Task<long?> Again(long id, long? member, CancellationToken ct)
    {
        if (await _runs.Find(id, ct) is not { } row)
        {
            return null;
        }

        if (row.State != "failed")
        {
            throw new Refusal("jobs.notFailed", ("id", id));
        }

        var work = _works.Find(row.Name) ?? throw new Refusal("jobs.unknownWork", ("work", row.Name));
        return await Start(new NewRun(work.Name, work.Title, row.RunKey, work.Flight(row.RunKey), row.Member ?? member, row.Arguments), ct);
    }

    /// <returns>Null when there is no such run, or the history has forgotten it.</returns>
    public async Task<JobRun?> Find(long id, CancellationToken ct) => (await _runs.Find(id, ct))?.ToRun();

    /// <param name="limit">At most so many.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <param name="member">Only the member's own runs and those of the house; null for everybody's.</param>
    /// <returns>Running and waiting ones first, then newest first.</returns>
    public async Task<IReadOnlyList<JobRun>> Recent(int limit, CancellationToken ct, long? member = null) =>
        [.. (await _runs.Recent(limit, member, ct)).Select(row => row.ToRun())];

    /// <summary>Asks a run to stop, on whatever node it runs; one that waits is cancelled at once. Does nothing when it has ended.</summary>
    public async Task Cancel(long id, CancellationToken ct)
    {
        await _runs.AskCancel(id, ct);
        await _scheduler.Interrupt(id, ct);
    }

    /// <summary>
    /// First the runs that wait or run, then every run that changes, on any node; a slow reader gets the latest of each run.
    /// Never ends by itself.
    /// </summary>
    public IAsyncEnumerable<JobRun> Changes(CancellationToken ct) => _feed.Listen(ct);
}
