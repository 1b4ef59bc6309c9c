using System.Text.Json;
using Marquee.Storage;

namespace Marquee.Jobs;

/// <summary>Work that follows from a change: written with the change, started once the change is there.</summary>
public sealed class Intents
{
    readonly IntentStore _intents;
    readonly Works _works;
    readonly IntentSweep _sweep;
    readonly TimeProvider _time;

    internal Intents(IntentStore intents, Works works, IntentSweep sweep, TimeProvider time) =>
        (_intents, _works, _sweep, _time) = (intents, works, sweep, time);

    /// <summary>
    /// Writes down, in the caller's transaction on <c>house</c>, that registered work is to be done. It becomes one run when
    /// that transaction is committed, and none when it is rolled back. Intents of the same work (and key, for work that runs
    /// once per key) run one after the other, in order.
    /// </summary>
    /// <param name="houseWriting">The transaction of the change.</param>
    /// <param name="job">The name that the work was registered under.</param>
    /// <param name="arguments">Of the type that the work takes.</param>
    /// <param name="key">What the run is about, for work that runs once per key.</param>
    /// <param name="member">Who asked.</param>
    /// <returns>The intent's id.</returns>
    public async Task<long> Add(Writing houseWriting, string job, object arguments, string? key = null, long? member = null)
    {
        if (houseWriting.Store != Store.House)
        {
            throw new ArgumentException("Intents are written in the transaction of a change of the store 'house'.", nameof(houseWriting));
        }

        var work = _works.Get(job, arguments.GetType());
        var id = await _intents.Add(houseWriting, work.Name, JsonSerializer.Serialize(arguments, work.Arguments, JobJson.Options), key, member);
        _sweep.Nudge();
        return id;
    }

    /// <summary>The run that an intent has become; starts it now when the sweep has not come to it. Call it after the commit.</summary>
    /// <returns>Null when there is no such intent, or when it waits for its turn.</returns>
    public async Task<long?> Run(long intent, CancellationToken ct)
    {
        for (var look = 0; look < 10; look++)
        {
            await _sweep.Sweep(intent, ct);
            var found = await _intents.Find(intent, ct);
            if (found is not { Run: null })
            {
                return found?.Run;
            }

            // The loop, or another node, has taken it and is about to start it.
            await Task.Delay(TimeSpan.FromMilliseconds(50), _time, ct);
        }

        return null;
    }
}
