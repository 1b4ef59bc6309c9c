using System.Diagnostics.Metrics;

namespace Marquee.Metering;

/// <summary>
/// Adds up what this process measures, from its start on. It hears the instruments of its own <see cref="IMeterFactory"/> only,
/// so that two houses in one process (tests) do not count each other.
/// </summary>
public sealed class Meters : IDisposable
{
    /// <summary>The meter of all instruments of ours.</summary>
    public const string Ours = "Marquee";

    readonly MeterListener _listener = new();
    readonly List<SeriesSet> _sets;
    readonly IEnumerable<IReadings> _readings;

    public Meters(IMeterFactory factory, IEnumerable<MeasuredFamily> families, IEnumerable<IReadings> readings)
    {
        _readings = readings;
        _sets = [.. families.Select(family => new SeriesSet(family))];
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope is { } scope && scope != factory)
            {
                return;
            }

            if (_sets.Find(s => s.Family.Instrument == instrument.Name && s.Family.Meter == instrument.Meter.Name) is { } set)
            {
                listener.EnableMeasurementEvents(instrument, set);
            }
        };
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, set) => ((SeriesSet)set!).Add(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, set) => ((SeriesSet)set!).Add(value, tags));
        _listener.Start();
    }

    /// <summary>Everything there is to say at this moment, by name.</summary>
    public async Task<IReadOnlyList<Reading>> Read(CancellationToken ct)
    {
        var all = _sets.Select(set => set.Read()).ToList();
        foreach (var readings in _readings)
        {
            all.AddRange(await readings.Read(ct));
        }

        all.Sort(static (a, b) => string.CompareOrdinal(a.Family.Name, b.Family.Name));
        return all;
    }

    public void Dispose() => _listener.Dispose();
}
