using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Marquee.Jobs;

/// <summary>
/// Sees every change of a run, of this node or another, by looking at the rows twice a second while anybody listens. One look
/// serves all listeners.
/// </summary>
sealed partial class RunFeed(RunStore runs, TimeProvider time, ILogger<RunFeed> log)
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>Clocks of nodes differ, and a change can commit a little after its instant: look this far back each time.</summary>
    static readonly TimeSpan Overlap = TimeSpan.FromSeconds(15);

    readonly Lock _lock = new();
    readonly List<Listener> _listeners = [];

    /// <summary>A loop goes on until it has seen that nobody is left; a listener that comes before that is served by it.</summary>
    bool _looking;

    public async IAsyncEnumerable<JobRun> Listen([EnumeratorCancellation] CancellationToken ct)
    {
        var listener = new Listener(time.GetUtcNow());
        lock (_lock)
        {
            _listeners.Add(listener);
            if (!_looking)
            {
                _looking = true;
                // What belongs to the first listener's request, such as its pinned generation, must not live on in the loop.
                using var alone = ExecutionContext.SuppressFlow();
                _ = Task.Run(LookAround, CancellationToken.None);
            }
        }

        try
        {
            while (true)
            {
                await listener.Wait(ct);
                foreach (var run in listener.Take())
                {
                    yield return run;
                }
            }
        }
        finally
        {
            lock (_lock)
            {
                _listeners.Remove(listener);
            }
        }
    }

    async Task LookAround()
    {
        using var ticks = new PeriodicTimer(Look, time);
        do
        {
            Listener[] listeners;
            lock (_lock)
            {
                listeners = [.. _listeners];
            }

            try
            {
                var since = time.GetUtcNow() - Overlap;
                var rows = await runs.Changed(since.ToUnixTimeMilliseconds(), CancellationToken.None);
                foreach (var listener in listeners)
                {
                    listener.Offer(rows);
                }
            }
            catch (Exception e)
            {
                Missed(e);
            }
        }
        while (await ticks.WaitForNextTickAsync() && AnybodyLeft());
    }

    bool AnybodyLeft()
    {
        lock (_lock)
        {
            return _looking = _listeners.Count > 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Changes of runs could not be read; trying again")]
    partial void Missed(Exception e);

    /// <summary>What one listener was told, and the latest of each run that it was not.</summary>
    sealed class Listener(DateTimeOffset since)
    {
        readonly Lock _lock = new();
        readonly Dictionary<long, long> _told = [];
        readonly SortedDictionary<long, JobRun> _news = [];
        readonly SemaphoreSlim _any = new(0, 1);

        public Task Wait(CancellationToken ct) => _any.WaitAsync(ct);

        public void Offer(IReadOnlyList<RunRow> rows)
        {
            lock (_lock)
            {
                foreach (var row in rows)
                {
                    // What was told as running is told as ended too, whatever became of the clock.
                    var old = !_told.ContainsKey(row.Id) && row.EndedAt is { } ended && ended < since.ToUnixTimeMilliseconds();
                    if (!old && _told.GetValueOrDefault(row.Id) < row.Revision)
                    {
                        _told[row.Id] = row.Revision;
                        _news[row.Id] = row.ToRun();
                    }
                }

                if (_news.Count > 0 && _any.CurrentCount == 0)
                {
                    _any.Release();
                }
            }
        }

        public JobRun[] Take()
        {
            lock (_lock)
            {
                JobRun[] news = [.. _news.Values.OrderBy(run => run.State == JobState.Running ? 0 : 1)];
                _news.Clear();
                return news;
            }
        }
    }
}
