using System.Runtime.ExceptionServices;
using System.Text.Json;
using Marquee.Storage;
using Marquee.Texts;

namespace Marquee.Jobs;

/// <summary>Runs registered work in this process, for commands; the run is in the history like any other.</summary>
public sealed class InlineJobs
{
    /// <summary>A run that showed no sign of life for this long belongs to a process that is gone.</summary>
    static readonly TimeSpan Silent = TimeSpan.FromSeconds(20);

    readonly RunStore _runs;
    readonly IntentStore _intents;
    readonly Works _works;
    readonly WorkRunner _runner;
    readonly Database _database;
    readonly TimeProvider _time;

    internal InlineJobs(RunStore runs, IntentStore intents, Works works, WorkRunner runner, Database database, TimeProvider time) =>
        (_runs, _intents, _works, _runner, _database, _time) = (runs, intents, works, runner, database, time);

    /// <param name="name">The name that the work was registered under.</param>
    /// <param name="arguments">What the work takes.</param>
    /// <param name="seen">Called about twice a second, and once at the end, with how it goes; may be null.</param>
    /// <param name="ct">Cancels the work (Ctrl-C); the run then counts as cancelled.</param>
    /// <param name="member">For whom.</param>
    /// <param name="key">What the run is about, for work that runs once per key.</param>
    /// <returns>How it ended: done or cancelled.</returns>
    /// <exception cref="Refusal">The work refused, or the same work runs already. Other exceptions of the work pass through too.</exception>
    public async Task<JobRun> Run<TArguments>(string name, TArguments arguments, Action<JobRun>? seen, CancellationToken ct, long? member = null, string? key = null)
    {
        var work = _works.Get(name, typeof(TArguments));
        var run = new NewRun(work.Name, work.Title, key, work.Flight(key), member, JsonSerializer.Serialize(arguments, JobJson.Options)) { Inline = true };
        return await Run(await Add(run, ct), seen, ct);
    }

    /// <summary>
    /// Runs here what was started in this process without a server, such as the run of an intent
    /// (<see cref="Intents.Run"/>), which would otherwise wait for the next server.
    /// </summary>
    /// <inheritdoc cref="Run{TArguments}"/>
    /// <param name="id">A run that waits.</param>
    /// <param name="seen">As above.</param>
    /// <param name="ct">As above.</param>
    /// <exception cref="Refusal">It does not wait any more.</exception>
    public async Task<JobRun> RunWaiting(long id, Action<JobRun>? seen, CancellationToken ct)
    {
        var waiting = await _runs.TakeInline(id, ct) ?? throw new Refusal("jobs.notWaiting", ("id", id)) { ExitCode = Refusal.Busy };
        try
        {
            return await Run(id, seen, ct);
        }
        finally
        {
            if (waiting.Intent is { } intent)
            {
                // Whoever runs a command sees how it ended and decides; no sweep tries again behind their back.
                var ended = (await _runs.Find(id, CancellationToken.None))?.ToRun();
                await _intents.Settle(intent, ended is { Ended: true } ? ended.State.ToString().ToLowerInvariant() : "failed", StoredText.Write(ended?.Error), CancellationToken.None);
            }
        }
    }

    async Task<JobRun> Run(long id, Action<JobRun>? seen, CancellationToken ct)
    {
        Exception? failure;
        // Whoever cancels a command means its run, so the row says so before the work is interrupted.
        using var stop = new CancellationTokenSource();
        await using (ct.Register(() => _ = CancelThen(id, stop)))
        {
            failure = await _runner.Run(id, async () => Show(await _runs.Find(id, CancellationToken.None)), stop.Token);
        }

        Show(await _runs.Find(id, CancellationToken.None));
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return (await _runs.Find(id, CancellationToken.None))!.ToRun();

        void Show(RunRow? row)
        {
            if (row is not null)
            {
                seen?.Invoke(row.ToRun());
            }
        }
    }

    /// <summary>On SQLite a command has the folder to itself, so whoever ran that in another process is gone.</summary>
    bool Lives(RunRow run) => run.SeenAt > (_time.GetUtcNow() - Silent).ToUnixTimeMilliseconds()
        && run.SeenAt < (_time.GetUtcNow() + ClockWatch.FarAhead).ToUnixTimeMilliseconds()
        && (run.Node == RunStore.Node || _database.Dialect.Engine == Engine.Postgres);

    async Task CancelThen(long id, CancellationTokenSource stop)
    {
        try
        {
            await _runs.AskCancel(id, CancellationToken.None);
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    async Task<long> Add(NewRun run, CancellationToken ct)
    {
        while (true)
        {
            if (await _runs.Add(run, ct) is { } id)
            {
                return id;
            }

            if (await _runs.OfFlight(run.Flight, ct) is { } flying)
            {
                if (flying.State == "running" && Lives(flying))
                {
                    throw new Refusal("jobs.runsAlready", ("title", StoredText.Read(flying.Title)!), ("id", flying.Id)) { ExitCode = Refusal.Busy };
                }

                await _runs.Replace(flying.Id, ct);
            }
        }
    }
}
