using System.Globalization;
using System.Text;

namespace Marquee.Metering;

/// <summary>Writes readings in Prometheus's text format, version 0.0.4.</summary>
public static class Exposition
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<Reading> readings)
    {
        var text = new StringBuilder();
        foreach (var (family, samples) in readings)
        {
            text.Append("# HELP ").Append(family.Name).Append(' ').Append(Escaped(family.Help, quotes: false)).Append('\n');
            text.Append("# TYPE ").Append(family.Name).Append(' ').Append(family.Kind switch
            {
                FamilyKind.Counter => "counter",
                FamilyKind.Histogram => "histogram",
                _ => "gauge",
            }).Append('\n');
            foreach (var sample in samples)
            {
                if (family is MeasuredFamily { Kind: FamilyKind.Histogram } histogram)
                {
                    Histogram(text, histogram, sample);
                }
                else
                {
                    Line(text, family.Name, sample.Labels, null, sample.Value);
                }
            }
        }

        return text.ToString();
    }

    static void Histogram(StringBuilder text, MeasuredFamily family, Sample sample)
    {
        var count = 0L;
        for (var i = 0; i < sample.Buckets.Count; i++)
        {
            count += sample.Buckets[i];
            Line(text, family.Name + "_bucket", sample.Labels, i < family.Bounds.Count ? Number(family.Bounds[i]) : "+Inf", count);
        }

        Line(text, family.Name + "_sum", sample.Labels, null, sample.Value);
        Line(text, family.Name + "_count", sample.Labels, null, count);
    }

    static void Line(StringBuilder text, string name, IReadOnlyList<(string Name, string Value)> labels, string? bound, double value)
    {
        text.Append(name);
        var all = bound is null ? labels : [.. labels, ("le", bound)];
        for (var i = 0; i < all.Count; i++)
        {
            text.Append(i == 0 ? '{' : ',').Append(all[i].Name).Append("=\"").Append(Escaped(all[i].Value, quotes: true)).Append('"');
        }

        text.Append(all.Count > 0 ? "} " : " ").Append(Number(value)).Append('\n');
    }

    static string Number(double value) => double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value) ? value > 0 ? "+Inf" : "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    static string Escaped(string text, bool quotes)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
