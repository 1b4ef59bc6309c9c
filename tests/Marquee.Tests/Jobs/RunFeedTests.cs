using Marquee.Jobs;
using Marquee.Storage;

namespace Marquee.Tests.Jobs;

public sealed class RunFeedTests
{
    /// <summary>Time stands still and only counts who waits for it: a loop of looks is one timer.</summary>
    sealed class CountedTimers : TimeProvider
    {
        int _running;

        public int Running => Volatile.Read(ref _running);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new Stopped(() => Interlocked.Decrement(ref _running), () => callback(state));
            Interlocked.Increment(ref _running);
            lock (_timers)
            {
                _timers.Add(timer);
            }

            return timer;
        }

        /// <summary>Every timer falls due once.</summary>
        public void Step()
        {
            Stopped[] due;
            lock (_timers)
            {
                due = [.. _timers];
            }

            foreach (var timer in due)
            {
                timer.Fire();
            }
        }

        readonly List<Stopped> _timers = [];

        sealed class Stopped(Action over, Action fire) : ITimer
        {
            int _over;

            public void Fire()
            {
                if (Volatile.Read(ref _over) == 0)
                {
                    fire();
                }
            }

            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
                if (Interlocked.Exchange(ref _over, 1) == 0)
                {
                    over();
                }
            }

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }

    [Fact]
    public async Task A_listener_that_comes_back_before_the_next_look_starts_no_second_loop()
    {
        await using var house = await TestHouse.Open(Engine.Sqlite);
        var time = new CountedTimers();
        var feed = new RunFeed(new RunStore(house.Database, time), time, Microsoft.Extensions.Logging.Abstractions.NullLogger<RunFeed>.Instance);
        for (var visit = 0; visit < 3; visit++)
        {
            using var leave = new CancellationTokenSource();
            var listening = Listen(feed, leave.Token);
            await Until(() => time.Running >= 1);
            await leave.CancelAsync();
            await listening;
        }

        Assert.Equal(1, time.Running);
        await Until(() =>
        {
            time.Step();
            return time.Running == 0;
        });
        using var last = new CancellationTokenSource();
        var again = Listen(feed, last.Token);
        await Until(() => time.Running == 1);
        await last.CancelAsync();
        await again;
    }

    static async Task Listen(RunFeed feed, CancellationToken ct)
    {
        try
        {
            await foreach (var _ in feed.Listen(ct))
            {
            }
        }
        catch (OperationCanceledException)
        {
            // The listener left.
        }
    }

    static async Task Until(Func<bool> so)
    {
        for (var tries = 0; !so(); tries++)
        {
            Assert.True(tries < 1000);
            await Task.Delay(10);
        }
    }
}
