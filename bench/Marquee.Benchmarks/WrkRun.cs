using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Marquee.Benchmarks;

/// <summary>What wrk saw. Latencies in milliseconds.</summary>
/// <param name="Failed">Answers that were no 2xx or 3xx, and connections that broke or timed out.</param>
/// <param name="Bytes">Of an answer with its headers.</param>
sealed record WrkRun(long Requests, double Seconds, double P50, double P95, double P99, double Max, long Failed, double Bytes)
{
    const int Threads = 2;
    const string Mark = "measured ";

    public double PerSecond => Requests / Seconds;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"n {Requests,6}   p50 {P50,7:F2} ms   p95 {P95,7:F2} ms   p99 {P99,7:F2} ms   max {Max,7:F2} ms   {PerSecond,6:F0}/s   {Bytes / 1024,6:F1} KiB");

    /// <summary>Null when wrk is there, else what to do.</summary>
    public static string? Missing()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("wrk", "-v") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            process.WaitForExit();
            return null;
        }
        catch (Win32Exception)
        {
            return "marquee bench pages: wrk is missing, which costs the machine less than clients of our own would. Install it (apt-get install wrk) and try again.";
        }
    }

    /// <summary>Asks for the paths in turn, again from the start when they are used up.</summary>
    /// <param name="from">The place in the paths to begin with.</param>
    public static WrkRun Ask(Uri server, string key, IReadOnlyList<string> paths, int from, int clients, TimeSpan length)
    {
        var script = Path.GetTempFileName();
        try
        {
            File.WriteAllText(script, Script(key, paths, from));
            var start = new ProcessStartInfo("wrk", [
                "--threads", $"{Threads}", "--connections", $"{clients}", "--duration", $"{Math.Max(1, (int)length.TotalSeconds)}s", "--timeout", "30s",
                "--script", script, server.ToString()])
            { RedirectStandardOutput = true, UseShellExecute = false };
            using var wrk = Process.Start(start)!;
            var said = wrk.StandardOutput.ReadToEnd();
            wrk.WaitForExit();
            var line = said.Split('\n').FirstOrDefault(l => l.StartsWith(Mark, StringComparison.Ordinal)) ?? throw new InvalidOperationException("wrk said: " + said);
            var n = line[Mark.Length..].Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();
            return new WrkRun((long)n[0], n[1] / 1e6, n[2] / 1e3, n[3] / 1e3, n[4] / 1e3, n[5] / 1e3, (long)n[6], n[7] / n[0]);
        }
        finally
        {
            File.Delete(script);
        }
    }

    /// <summary>The threads of wrk know nothing of each other: each takes every second path.</summary>
    static string Script(string key, IReadOnlyList<string> paths, int from) => $$"""
        local paths = {
        {{string.Join(",\n", paths.Select(path => $"\"{path}\""))}}
        }
        local threads = 0
        function setup(thread) thread:set("turn", threads); threads = threads + 1 end
        wrk.headers["Authorization"] = "Bearer {{key}}"
        local at = {{from}}
        function init() at = at + turn - {{Threads}} end
        function request() at = at + {{Threads}}; return wrk.format("GET", paths[at % #paths + 1]) end
        function done(summary, latency)
          local errors = summary.errors
          io.write(string.format("{{Mark}}%d %d %.0f %.0f %.0f %.0f %d %d\n", summary.requests, summary.duration,
            latency:percentile(50), latency:percentile(95), latency:percentile(99), latency.max,
            errors.status + errors.connect + errors.read + errors.write + errors.timeout, summary.bytes))
        end
        """;
}
