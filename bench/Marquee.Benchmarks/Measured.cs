using System.Diagnostics;
using System.Globalization;

namespace Marquee.Benchmarks;

/// <summary>What a command line cost.</summary>
/// <param name="Wall">Seconds.</param>
/// <param name="Cpu">Seconds, user and system, of every process in the pipe.</param>
/// <param name="PeakMiB">Resident memory of the largest process, looked at every 20 ms; 0 where there is no /proc.</param>
sealed record Measured(double Wall, double Cpu, double PeakMiB)
{
    /// <summary>Runs a command line in bash, which counts the processor time of all that it started.</summary>
    /// <exception cref="InvalidOperationException">It ended with something else than 0.</exception>
    public static Measured Run(string commandLine)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"set -e -o pipefail; TIMEFORMAT='%R %U %S'; time {{ {commandLine}; }}"])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["LC_ALL"] = "C" },
        };
        using var process = Process.Start(start)!;
        var peak = 0L;
        var watching = Task.Run(() =>
        {
            while (!process.WaitForExit(20))
            {
                peak = Math.Max(peak, Peak(process.Id));
            }
        });
        var told = process.StandardError.ReadToEnd().TrimEnd();
        watching.GetAwaiter().GetResult();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{commandLine}\nended with {process.ExitCode}: {told}");
        }

        var times = told[(told.LastIndexOf('\n') + 1)..].Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new Measured(times[0], times[1] + times[2], peak / 1024.0);
    }

    /// <summary>Three figures from different runs may be the middle ones: each for itself.</summary>
    public static Measured Median(IReadOnlyCollection<Measured> runs) => new(Middle(runs.Select(r => r.Wall)), Middle(runs.Select(r => r.Cpu)), Middle(runs.Select(r => r.PeakMiB)));

    static double Middle(IEnumerable<double> figures) => figures.Order().ElementAt(figures.Count() / 2);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Wall,7:F1} s wall {Cpu,7:F1} s CPU {PeakMiB,7:F0} MiB peak");

    /// <summary>The highest mark of the processes below this one, in KiB.</summary>
    static long Peak(int process)
    {
        try
        {
            var peak = 0L;
            foreach (var child in File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                peak = Math.Max(Math.Max(peak, Own(child)), Peak(int.Parse(child, CultureInfo.InvariantCulture)));
            }

            return peak;
        }
        catch (IOException)
        {
            // It has ended meanwhile, or this system has no such files.
            return 0;
        }
    }

    static long Own(string process) => File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } line
        ? long.Parse(line.AsSpan(6).Trim(" \tkB"), CultureInfo.InvariantCulture)
        : 0;
}
