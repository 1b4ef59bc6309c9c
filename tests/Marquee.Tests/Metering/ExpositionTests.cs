using System.Diagnostics.Metrics;
using Marquee.Metering;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Tests.Metering;

public sealed class ExpositionTests
{
    static readonly MeasuredFamily Family = new("test", "test.time", "test_seconds", FamilyKind.Histogram, "A back\\slash and\na line end.")
    {
        Labels = [("who", "who")],
        Bounds = [1, 2],
        MostSeries = 2,
    };

    static (ServiceProvider Services, Meters Meters, Histogram<double> Time) Measured()
    {
        var services = new ServiceCollection().AddMetrics().AddSingleton(Family).AddSingleton<Meters>().BuildServiceProvider();
        return (services, services.GetRequiredService<Meters>(), services.GetRequiredService<IMeterFactory>().Create("test").CreateHistogram<double>("test.time"));
    }

    static async Task<PrometheusFamily> Written(Meters meters) => PrometheusText.Parse(Exposition.Write(await meters.Read(CancellationToken.None)))["test_seconds"];

    [Fact]
    public async Task A_histogram_counts_what_is_on_the_bound_below_it()
    {
        var (services, meters, time) = Measured();
        await using var _ = services;
        foreach (var value in new[] { 0.5, 1.0, 1.5, 7.0 })
        {
            time.Record(value, new KeyValuePair<string, object?>("who", "a"));
        }

        var family = await Written(meters);
        PrometheusText.CheckHistogram(family);
        Assert.Equal([2, 3, 4, 10, 4], family.Samples.Select(s => s.Value));
    }

    [Fact]
    public async Task Labels_are_escaped_and_in_a_stable_order()
    {
        var (services, meters, time) = Measured();
        await using var _ = services;
        time.Record(1, new KeyValuePair<string, object?>("who", "z"));
        time.Record(1, new KeyValuePair<string, object?>("who", "a\"b\\c\nd"));
        var family = await Written(meters);
        Assert.Equal(["a\"b\\c\nd", "z"], family.Samples.Select(s => s.Labels["who"]).Distinct());
        Assert.Equal(Exposition.Write(await meters.Read(CancellationToken.None)), Exposition.Write(await meters.Read(CancellationToken.None)));
    }

    [Fact]
    public async Task Labels_without_end_share_one_series()
    {
        var (services, meters, time) = Measured();
        await using var _ = services;
        for (var i = 0; i < 1000; i++)
        {
            time.Record(1, new KeyValuePair<string, object?>("who", $"w{i}"));
        }

        var family = await Written(meters);
        Assert.Equal([MeasuredFamily.Overflow, "w0", "w1"], family.Samples.Select(s => s.Labels["who"]).Distinct());
        Assert.Equal(998, family.Samples.Single(s => s.Name == "test_seconds_count" && s.Labels["who"] == MeasuredFamily.Overflow).Value);
    }

    [Fact]
    public async Task Another_house_in_the_same_process_is_not_counted()
    {
        var (services, meters, _) = Measured();
        var (others, _, theirs) = Measured();
        await using var __ = services;
        await using var ___ = others;
        theirs.Record(1, new KeyValuePair<string, object?>("who", "them"));
        Assert.DoesNotContain("them", Exposition.Write(await meters.Read(CancellationToken.None)), StringComparison.Ordinal);
    }

    [Fact]
    public void Linux_tells_memory_in_kilobytes() => Assert.Equal(
        new ProcessMemory(200 * 1024, 50 * 1024), ProcessMemory.Of(["Name:\tmarquee", "VmRSS:\t     200 kB", "RssAnon:\t      50 kB"]));
}
