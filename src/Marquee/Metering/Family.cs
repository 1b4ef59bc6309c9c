namespace Marquee.Metering;

public enum FamilyKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>A group of series with one name, as an operator sees it.</summary>
/// <param name="Name">In Prometheus's spelling, with its unit: <c>marquee_job_duration_seconds</c>.</param>
/// <param name="Help">One line.</param>
public record Family(string Name, FamilyKind Kind, string Help);

/// <summary>A family that is filled from an instrument of <c>System.Diagnostics.Metrics</c>, ours or the framework's.</summary>
/// <param name="Meter">The instrument's meter.</param>
/// <param name="Instrument">The instrument's name.</param>
public sealed record MeasuredFamily(string Meter, string Instrument, string Name, FamilyKind Kind, string Help) : Family(Name, Kind, Help)
{
    /// <summary>Tags of the measurements that become labels; others are left out, because each value is a series for ever.</summary>
    public IReadOnlyList<(string Tag, string Label)> Labels { get; init; } = [];

    /// <summary>Upper bounds of a histogram's buckets, rising; the last one, of everything, is not named.</summary>
    public IReadOnlyList<double> Bounds { get; init; } = [];

    /// <summary>What has a new combination of labels beyond this many is counted under <see cref="Overflow"/>.</summary>
    public int MostSeries { get; init; } = 500;

    /// <summary>The label value of what came too late to get a series of its own.</summary>
    public const string Overflow = "_other";
}

/// <summary>The state of one series at one moment.</summary>
/// <param name="Labels">Names and values, in the order of the family.</param>
/// <param name="Value">Of a counter or gauge; of a histogram the sum.</param>
/// <param name="Buckets">Of a histogram, how many measurements fell into each bucket, the last one being everything above; else empty.</param>
public sealed record Sample(IReadOnlyList<(string Name, string Value)> Labels, double Value, IReadOnlyList<long> Buckets)
{
    public Sample(double value, params IReadOnlyList<(string Name, string Value)> labels) : this(labels, value, [])
    {
    }
}

/// <summary>A family and its series at one moment.</summary>
public sealed record Reading(Family Family, IReadOnlyList<Sample> Samples)
{
    public static Reading Gauge(string name, string help, params IReadOnlyList<Sample> samples) => new(new Family(name, FamilyKind.Gauge, help), samples);
}

/// <summary>What is looked up when somebody asks for the metrics, instead of being counted as it happens.</summary>
public interface IReadings
{
    Task<IReadOnlyList<Reading>> Read(CancellationToken ct);
}
