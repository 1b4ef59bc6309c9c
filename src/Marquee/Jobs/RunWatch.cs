using Microsoft.Extensions.Logging;

namespace Marquee.Jobs;

/// <summary>
/// Beside a running piece of work: stores what it tells at most twice a second, shows a sign of life when it tells nothing, and
/// stops it when somebody asked for that or when another process has taken the run over.
/// </summary>
sealed partial class RunWatch : IAsyncDisposable
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>Work that says nothing for this long shows a sign of life all the same.</summary>
    public static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(5);

    /// <summary>So many looks in a row have to fail before an operator is told: a moment is none of their business.</summary>
    const int Worrying = 4;

    readonly RunStore _runs;
    readonly JobProgress _progress;
    readonly CancellationTokenSource _interrupt;
    readonly TimeProvider _time;
    readonly Func<Task>? _seen;
    readonly ILogger _log;
    readonly Pace _pace;
    readonly CancellationTokenSource _over = new();
    readonly Task _loop;
    int _missed;

    public RunWatch(RunStore runs, JobProgress progress, CancellationTokenSource interrupt, TimeProvider time, Func<Task>? seen, ILogger log)
    {
        (_runs, _progress, _interrupt, _time, _seen, _log) = (runs, progress, interrupt, time, seen, log);
        _pace = new Pace(time);
        _loop = Task.Run(Loop);
    }

    /// <summary>Stores the last thing that was told. Call it before the run ends.</summary>
    public async Task Finish()
    {
        await _over.CancelAsync();
        await _loop;
        if (_progress.Take() is (var told, true))
        {
            await Guarded(() => _runs.Tell(_progress.Id, _progress.Attempt, told, null, CancellationToken.None));
        }
    }

    async Task Loop()
    {
        var told = _time.GetTimestamp();
        var hadRate = false;
        using var ticks = new PeriodicTimer(Look, _time);
        try
        {
            while (await ticks.WaitForNextTickAsync(_over.Token))
            {
                var (now, news) = _progress.Take();
                var rate = _pace.Rate(now.Done, now.Unit);
                var tell = news || _time.GetElapsedTime(told) >= (hadRate ? TimeSpan.FromSeconds(1) : SignOfLife);
                var asked = await Guarded(() => tell
                    ? _runs.Tell(_progress.Id, _progress.Attempt, now, rate, CancellationToken.None)
                    : _runs.CancelAsked(_progress.Id, _progress.Attempt, CancellationToken.None));
                if (tell)
                {
                    told = _time.GetTimestamp();
                    hadRate = rate is > 0.01;
                }

                if (asked is not false)
                {
                    await _interrupt.CancelAsync();
                }

                if (_seen is not null)
                {
                    await _seen();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work has ended.
        }
    }

    /// <returns>False, as if all was well, when the store cannot be reached for a moment: the work goes on and the next look tells.</returns>
    async Task<bool?> Guarded(Func<Task<bool?>> look)
    {
        try
        {
            var answer = await look();
            _missed = 0;
            return answer;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (++_missed == Worrying)
            {
                Missed(e, _progress.Id);
            }

            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _loop;
        _over.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Progress of run {Id} cannot be stored; trying on")]
    private partial void Missed(Exception e, long id);
}
