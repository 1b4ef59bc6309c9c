using Marquee.Storage;

namespace Marquee.Sync.Changes;

/// <summary>Reads the changes of a database to somebody, once or for as long as they stay.</summary>
public sealed class ChangeFeed(SyncDatabases databases, ChangeStore store, ChangeRows rows, ChangeSignal signal, Database database, TimeProvider time)
{
    const int AtOnce = 200;

    /// <summary>How often a feed that waits looks itself, where another node may have written, or rows may have changed of which nobody tells.</summary>
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a feed of a bound database waits for what comes with a change: a page that changes ten things wakes two hundred phones
    /// once, and not ten times.
    /// </summary>
    static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100);

    /// <param name="passes">Asked about each change; null: all pass.</param>
    /// <param name="more">Writes documents that are not written yet, and says whether there were some; null where there are none.</param>
    public async Task Run(SyncDatabase of, ChangeQuery query, Func<Change, bool>? passes, IChangeOutput output, CancellationToken ct, Func<Task<bool>>? more = null)
    {
        var reading = new Reading { At = query.Descending ? long.MaxValue : query.Since, Quiet = time.GetTimestamp(), Beat = time.GetTimestamp() };
        while (true)
        {
            var next = signal.Next(of);
            var full = await ReadOn(of, query, passes, more, output, reading, ct);
            if (full || query.Feed == FeedKind.Normal || (query.Feed == FeedKind.LongPoll && reading.Told > 0) || !await Wait(of, query, next, output, reading, ct))
            {
                var pending = full && !query.Descending ? await store.Pending(of, reading.At, ct) : 0;
                await output.End(of.Sequence(query.Descending ? of.LastSeq : reading.At), pending, ct);
                return;
            }
        }
    }

    /// <returns>True when the reader has as many as they wanted.</returns>
    async Task<bool> ReadOn(SyncDatabase of, ChangeQuery query, Func<Change, bool>? passes, Func<Task<bool>>? more, IChangeOutput output, Reading reading, CancellationToken ct)
    {
        IReadOnlyList<Change> page;
        if (more is not null && !query.Descending)
        {
            await more();
        }

        do
        {
            page = query.Descending ? await store.PageBack(of, reading.At, query.Since, query.Ids, AtOnce, ct) : await store.Page(of, reading.At, query.Ids, AtOnce, ct);
            foreach (var changed in page)
            {
                reading.At = changed.Seq;
                if (!of.Sees(changed))
                {
                    continue;
                }

                var change = of.Told(changed);
                if (passes?.Invoke(change) == false)
                {
                    continue;
                }

                reading.Quiet = time.GetTimestamp();
                await output.Row(await rows.Json(of, change, query, withSequence: reading.Told % query.SequenceEvery == 0, ct), of.Sequence(change.Seq), ct);
                if (++reading.Told == query.Limit)
                {
                    return true;
                }
            }
        }
        while (page.Count == AtOnce || (more is not null && !query.Descending && await more()));
        return false;
    }

    /// <returns>False when nothing came in the time that the reader has, or the database is gone.</returns>
    async Task<bool> Wait(SyncDatabase of, ChangeQuery query, Task next, IChangeOutput output, Reading reading, CancellationToken ct)
    {
        await output.Flush(ct);
        TimeSpan?[] ends = [Left(query.Timeout, reading.Quiet), Left(query.Heartbeat, reading.Beat), database.Dialect.Engine == Engine.Postgres || of.Member is not null ? Look : null];
        await next.WaitAsync(ends.Min() ?? Timeout.InfiniteTimeSpan, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
        if (of.Member is not null && next.IsCompleted)
        {
            await Task.Delay(Gather, time, ct);
        }

        if (await databases.Again(of, ct) is null || (!next.IsCompleted && Left(query.Timeout, reading.Quiet) == TimeSpan.Zero))
        {
            return false;
        }

        if (Left(query.Heartbeat, reading.Beat) == TimeSpan.Zero)
        {
            await output.Heartbeat(ct);
            reading.Beat = time.GetTimestamp();
        }

        return true;
    }

    TimeSpan? Left(TimeSpan? whole, long since) => whole - time.GetElapsedTime(since) is { } left ? left > TimeSpan.Zero ? left : TimeSpan.Zero : null;

    /// <summary>How far a reader has come.</summary>
    sealed class Reading
    {
        public long At { get; set; }

        public int Told { get; set; }

        /// <summary>When the last change was told, or the reading began.</summary>
        public long Quiet { get; set; }

        /// <summary>When the last sign of life was sent, or the reading began.</summary>
        public long Beat { get; set; }
    }
}
