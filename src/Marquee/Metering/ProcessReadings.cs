using System.Diagnostics;
using System.Globalization;

namespace Marquee.Metering;

/// <summary>What this process takes of the machine. Names without our prefix are those that Prometheus's own clients use.</summary>
public sealed class ProcessReadings(TimeProvider time) : IReadings
{
    readonly DateTimeOffset _started = time.GetUtcNow();

    public Task<IReadOnlyList<Reading>> Read(CancellationToken ct)
    {
        using var process = Process.GetCurrentProcess();
        var memory = ProcessMemory.Read();
        IReadOnlyList<Reading> all =
        [
            new(new Family("process_cpu_seconds_total", FamilyKind.Counter, "CPU time of the process, user and system."), [new(process.TotalProcessorTime.TotalSeconds)]),
            Reading.Gauge("process_start_time_seconds", "When the process started, in unix seconds.", new Sample(_started.ToUnixTimeMilliseconds() / 1000.0)),
            Reading.Gauge("process_resident_memory_bytes", "Memory of the process that is in RAM, mapped files included.", new Sample(memory.Resident)),
            .. memory.Anonymous is { } own
                ? (Reading[])[Reading.Gauge("marquee_process_anonymous_memory_bytes", "The part of the resident memory that is no file: the system cannot take it back.", new Sample(own))]
                : [],
            Reading.Gauge("marquee_gc_heap_bytes", "Managed heap after the last collection.", new Sample(GC.GetGCMemoryInfo().HeapSizeBytes)),
            new(new Family("marquee_gc_collections_total", FamilyKind.Counter, "Collections of the managed heap by generation."),
                [.. Enumerable.Range(0, GC.MaxGeneration + 1).Select(g => new Sample(GC.CollectionCount(g), ("generation", g.ToString(CultureInfo.InvariantCulture))))]),
        ];
        return Task.FromResult(all);
    }
}

/// <param name="Anonymous">Null where the system does not tell.</param>
readonly record struct ProcessMemory(long Resident, long? Anonymous)
{
    const string Status = "/proc/self/status";

    public static ProcessMemory Read() => File.Exists(Status) && Of(File.ReadLines(Status)) is { } read
        ? read
        : new ProcessMemory(Environment.WorkingSet, null);

    /// <param name="lines">As Linux writes them: <c>VmRSS:	  123456 kB</c>.</param>
    internal static ProcessMemory? Of(IEnumerable<string> lines)
    {
        long? resident = null;
        long? anonymous = null;
        foreach (var line in lines)
        {
            if (line.StartsWith("VmRSS:", StringComparison.Ordinal))
            {
                resident = Kilobytes(line);
            }
            else if (line.StartsWith("RssAnon:", StringComparison.Ordinal))
            {
                anonymous = Kilobytes(line);
            }
        }

        return resident is { } bytes ? new ProcessMemory(bytes, anonymous) : null;
    }

    static long Kilobytes(string line) =>
        long.Parse(line.Split(' ', '\t', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
}
