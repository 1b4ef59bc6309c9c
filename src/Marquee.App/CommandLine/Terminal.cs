using System.Text.Json;
using System.Text.Json.Serialization;
using Marquee.Integrations.Exports;
using Marquee.Texts;

namespace Marquee.App.CommandLine;

/// <summary>Results go to standard output, everything else to standard error.</summary>
public sealed class Terminal(GlobalOptions global)
{
    public static readonly JsonSerializerOptions JsonLines = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Where nobody watches, a line of progress is written this seldom.</summary>
    static readonly TimeSpan EveryLine = TimeSpan.FromSeconds(10);

    bool _line;
    long? _said;

    public bool Json => global.Json;

    /// <summary>The result: one JSON value, or text for people.</summary>
    public void Result<T>(T value, Func<T, string> text)
    {
        EndLine();
        Console.Out.WriteLine(global.Json ? JsonSerializer.Serialize(value, JsonLines) : text(value));
    }

    /// <summary>A sentence about what is going on.</summary>
    public void Say(string code, params IReadOnlyList<(string Name, object Value)> values)
    {
        if (!global.Quiet)
        {
            EndLine();
            Console.Error.WriteLine(new Text(code, values).ToString());
        }
    }

    /// <summary>The state of long work: one line that is written over in a terminal, a line every ten seconds in a file.</summary>
    public void Progress(string sentence)
    {
        if (global.Quiet)
        {
            return;
        }

        if (Console.IsErrorRedirected)
        {
            if (_said is not { } last || TimeProvider.System.GetElapsedTime(last) >= EveryLine)
            {
                _said = TimeProvider.System.GetTimestamp();
                Console.Error.WriteLine(sentence);
            }

            return;
        }

        Console.Error.Write("\r\u001b[K" + ShortText.Of(sentence, 110));
        _line = true;
    }

    /// <summary>How far, how fast, how long still: <c>1,200,000 of 9,000,000 rows, 410,000 rows/s, 0:00:19 left</c>; empty while nothing is counted.</summary>
    public static string Pace(long done, long? total, string? unit, double? rate, double? eta)
    {
        if (unit == "bytes")
        {
            const double Megabyte = 1e6;
            // Rounded up on both sides, so that what is finished reads "43 of 43".
            return Pace((long)Math.Ceiling(done / Megabyte), total is { } bytes ? (long)Math.Ceiling(bytes / Megabyte) : null, "MB", rate / Megabyte, eta);
        }

        if (unit is null)
        {
            return ""; // nothing is counted yet
        }

        object counted = unit == "rows" ? new Text("app.pace.rows") : unit;
        List<Text> told = [total is { } all
            ? new Text("app.pace.of", ("done", done), ("total", all), ("unit", counted))
            : new Text("app.pace.so", ("done", done), ("unit", counted))];
        if (rate is > 0)
        {
            told.Add(new Text("app.pace.rate", ("rate", (long)Math.Round(rate.Value)), ("unit", counted)));
        }

        if (eta is > 0)
        {
            told.Add(new Text("app.pace.left", ("left", (long)Math.Ceiling(eta.Value))));
        }

        return string.Join(", ", told);
    }

    public void EndLine()
    {
        if (_line)
        {
            Console.Error.WriteLine();
            _line = false;
        }
    }
}
