using System.Globalization;
using System.Text.RegularExpressions;

namespace Marquee.Tests.Metering;

/// <summary>One line of an exposition with a value.</summary>
sealed record PrometheusSample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);

sealed record PrometheusFamily(string Name, string Type, string Help, List<PrometheusSample> Samples);

/// <summary>A strict reader of Prometheus's text format 0.0.4: whatever the format does not allow is an error.</summary>
static partial class PrometheusText
{
    public static IReadOnlyDictionary<string, PrometheusFamily> Parse(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var families = new Dictionary<string, PrometheusFamily>(StringComparer.Ordinal);
        PrometheusFamily? current = null;
        string? help = null;
        foreach (var line in text[..^1].Split('\n'))
        {
            if (Help().Match(line) is { Success: true } h)
            {
                help = h.Groups["help"].Value;
                current = new PrometheusFamily(h.Groups["name"].Value, "", help, []);
            }
            else if (Type().Match(line) is { Success: true } t)
            {
                Assert.Equal(current!.Name, t.Groups["name"].Value);
                current = current with { Type = t.Groups["type"].Value };
                families.Add(current.Name, current); // twice the same family is an error
            }
            else
            {
                var s = Sample().Match(line);
                Assert.True(s.Success, $"not a line of the format: {line}");
                var name = s.Groups["name"].Value;
                Assert.Contains(name, current!.Type == "histogram" ? [current.Name + "_bucket", current.Name + "_sum", current.Name + "_count"] : (string[])[current.Name]);
                var labels = Label().Matches(s.Groups["labels"].Value);
                Assert.Equal(s.Groups["labels"].Value, string.Join(',', labels.Select(l => l.Value)));
                current.Samples.Add(new PrometheusSample(
                    name, labels.ToDictionary(l => l.Groups["name"].Value, l => Unescaped(l.Groups["value"].Value)), Number(s.Groups["value"].Value)));
            }
        }

        foreach (var family in families.Values)
        {
            Assert.Equal(family.Samples.Count, family.Samples.DistinctBy(s => s.Name + "|" + string.Join('|', s.Labels.OrderBy(l => l.Key).Select(l => $"{l.Key}={l.Value}"))).Count());
        }

        return families;
    }

    /// <summary>Buckets rise, the last one is everything, and that is the count.</summary>
    public static void CheckHistogram(PrometheusFamily family)
    {
        Assert.Equal("histogram", family.Type);
        foreach (var series in family.Samples.GroupBy(s => string.Join('|', s.Labels.Where(l => l.Key != "le").Select(l => $"{l.Key}={l.Value}"))))
        {
            var buckets = series.Where(s => s.Name.EndsWith("_bucket", StringComparison.Ordinal)).ToList();
            var bounds = buckets.Select(b => Number(b.Labels["le"])).ToList();
            Assert.Equal(bounds.Distinct().Order(), bounds);
            Assert.Equal(double.PositiveInfinity, bounds[^1]);
            Assert.Equal(buckets.Select(b => b.Value).Order(), buckets.Select(b => b.Value));
            Assert.Equal(buckets[^1].Value, series.Single(s => s.Name.EndsWith("_count", StringComparison.Ordinal)).Value);
            Assert.True(series.Single(s => s.Name.EndsWith("_sum", StringComparison.Ordinal)).Value >= 0);
        }
    }

    static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    static string Unescaped(string value) => Escape().Replace(value, m => m.Value switch { "\\n" => "\n", "\\\"" => "\"", _ => "\\" });

    [GeneratedRegex(@"^# HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<help>.+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Help();

    [GeneratedRegex(@"^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge|histogram)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Type();

    // name{label="value",...} value
    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>.+)\})? (?<value>[-+0-9.eEInfNa]+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Sample();

    [GeneratedRegex(@"(?<name>[a-zA-Z_][a-zA-Z0-9_]*)=""(?<value>([^""\\]|\\[\\n""])*)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Label();

    [GeneratedRegex(@"\\[\\n""]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Escape();
}
