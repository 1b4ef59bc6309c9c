namespace Marquee.Benchmarks;

/// <summary>Latencies in milliseconds, read as percentiles (nearest rank).</summary>
public sealed class Percentiles(IEnumerable<double> milliseconds)
{
    readonly double[] _sorted = [.. milliseconds.Order()];

    public int Count => _sorted.Length;

    public double Max => _sorted[^1];

    public double At(double percent) => _sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * _sorted.Length) - 1, 0, _sorted.Length - 1)];

    public override string ToString() => $"n {Count,6}   p50 {At(50),9:F2} ms   p95 {At(95),9:F2} ms   p99 {At(99),9:F2} ms   max {Max,9:F2} ms";
}
