using System.Diagnostics.Metrics;
using System.Globalization;

namespace Marquee.Metering;

/// <summary>Hears every HTTP client of the program, from its start on. What was never called is not listed: it is off, or was not needed.</summary>
public sealed class SourceStates : IDisposable
{
    public const string Meter = "System.Net.Http";

    public const string Instrument = "http.client.request.duration";

    /// <summary>More outside systems than anybody sets up; names come from settings, but redirects may lead anywhere.</summary>
    const int Most = 100;

    readonly MeterListener _listener = new();
    readonly Lock _lock = new();
    readonly SortedDictionary<string, SourceState> _states = new(StringComparer.Ordinal);
    readonly TimeProvider _time;

    public SourceStates(IMeterFactory factory, TimeProvider time)
    {
        _time = time;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Meter && instrument.Name == Instrument && (instrument.Meter.Scope is null || instrument.Meter.Scope == factory))
            {
                listener.EnableMeasurementEvents(instrument, this);
            }
        };
        _listener.SetMeasurementEventCallback<double>(static (_, _, tags, me) => ((SourceStates)me!).Note(tags));
        _listener.Start();
    }

    public IReadOnlyList<SourceState> All()
    {
        lock (_lock)
        {
            return [.. _states.Values];
        }
    }

    void Note(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string? host = null;
        string? error = null;
        foreach (var tag in tags)
        {
            if (tag.Key == "server.address")
            {
                host = tag.Value as string;
            }
            else if (tag.Key == "error.type")
            {
                error = Convert.ToString(tag.Value, CultureInfo.InvariantCulture);
            }
        }

        if (host is not null)
        {
            Note(host, error);
        }
    }

    void Note(string host, string? error)
    {
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            var before = _states.GetValueOrDefault(host);
            if (before is null && _states.Count >= Most)
            {
                return;
            }

            _states[host] = new SourceState(
                host, (before?.Calls ?? 0) + 1,
                error is null ? now : before?.LastGood,
                error is null ? before?.LastFailure : now,
                error is null ? null : before?.FailingSince ?? now,
                error ?? before?.Error);
        }
    }

    public void Dispose() => _listener.Dispose();
}
