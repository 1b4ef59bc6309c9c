using System.Globalization;

namespace Marquee.Benchmarks;

/// <summary>One way of importing and what it must reach; null is only told.</summary>
/// <param name="What">As the child process knows it.</param>
/// <param name="Wall">Times the peer's.</param>
/// <param name="Memory">MiB.</param>
/// <param name="File">The catalog's database, times the peer's.</param>
sealed record Target(string What, string Name, double? Wall, double? Memory, double? File);

/// <summary>Floor, peer and ours over the same files, in turn, so that a busy moment of the machine meets them all.</summary>
sealed class Comparison(string name, Dumps dumps, int rounds) : IDisposable
{
    readonly Results _results = new(name);
    readonly string _work = Directory.CreateTempSubdirectory("marquee-bench-import-").FullName;

    /// <returns>Whether every target was met.</returns>
    public bool Measure(bool peer, params Target[] targets)
    {
        var links = dumps.Linked(Path.Combine(_work, "dumps"));
        var database = Path.Combine(_work, "peer.db");
        List<Measured> floors = [], peers = [];
        var ours = targets.ToDictionary(target => target, _ => new List<Measured>());
        var sizes = new Dictionary<Target, (long Catalog, long All)>();
        long peerSize = 0;
        _results.Line($"Import of {string.Join(", ", dumps.Files.Select(f => f.Name))} ({Mega(dumps.Files.Sum(f => new FileInfo(dumps.At(f)).Length))} MB compressed), {(rounds == 1 ? "one round" : $"medians of {rounds} rounds")}.");
        for (var round = 0; round < rounds; round++)
        {
            floors.Add(Measured.Run(dumps.Floor()));
            if (peer)
            {
                peers.Add(Measured.Run(dumps.Peer(database)));
                peerSize = new FileInfo(database).Length;
                File.Delete(database);
            }

            foreach (var target in targets)
            {
                var data = Path.Combine(_work, "data");
                ours[target].Add(Measured.Run($"{Self()} import ours {target.What} '{links}' '{data}' > /dev/null"));
                sizes[target] = Sizes(data);
                Directory.Delete(data, recursive: true);
            }
        }

        _results.Line($"floor  gzip -dc | wc -l           {Measured.Median(floors)}");
        if (peer)
        {
            _results.Line($"peer   sqlite3 .import            {Measured.Median(peers)}   file {Mega(peerSize)} MB");
        }

        var met = true;
        foreach (var target in targets)
        {
            met &= Tell(target, Measured.Median(ours[target]), sizes[target], peer ? Measured.Median(peers) : null, peerSize);
        }

        _results.Keep();
        return met;
    }

    bool Tell(Target target, Measured ours, (long Catalog, long All) size, Measured? peer, long peerSize)
    {
        _results.Line($"ours   {target.Name,-26} {ours}   file {Mega(size.Catalog)} MB, all files {Mega(size.All)} MB");
        var met = true;
        if (peer is not null)
        {
            _results.Line(string.Create(CultureInfo.InvariantCulture, $"       CPU {ours.Cpu / peer.Cpu:F2}x of the peer"));
            met &= Against("wall of the peer", ours.Wall / peer.Wall, target.Wall) & Against("file of the peer", size.Catalog / (double)peerSize, target.File);
        }

        return met & Against("MiB peak memory", ours.PeakMiB, target.Memory);
    }

    bool Against(string what, double figure, double? target)
    {
        var met = target is null || figure <= target;
        _results.Line(string.Create(CultureInfo.InvariantCulture, $"       {figure:0.##} {what}{(target is null ? "" : $", target <= {target}: {(met ? "met" : "missed")}")}"));
        return met;
    }

    /// <summary>Of the newest generation.</summary>
    static (long Catalog, long All) Sizes(string data)
    {
        var generation = new DirectoryInfo(Path.Combine(data, "catalog")).GetDirectories().OrderByDescending(d => int.Parse(d.Name, CultureInfo.InvariantCulture)).First();
        return (new FileInfo(Path.Combine(generation.FullName, "catalog.db")).Length, generation.GetFiles().Sum(f => f.Length));
    }

    /// <summary>This program as a command line.</summary>
    internal static string Self() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? $"'{Environment.ProcessPath}' '{typeof(Comparison).Assembly.Location}'"
        : $"'{Environment.ProcessPath}'";

    static string Mega(long bytes) => (bytes / 1e6).ToString("N0", CultureInfo.InvariantCulture);

    public void Dispose() => Directory.Delete(_work, recursive: true);
}
