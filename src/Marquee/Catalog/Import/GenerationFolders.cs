using System.Globalization;
using Marquee.Storage;
using Microsoft.Extensions.Logging;

namespace Marquee.Catalog.Import;

/// <summary>The generations on disk: which number is next, and which folders nobody needs any more.</summary>
public sealed partial class GenerationFolders(DataFolder folder, Database database, Generations generations, TimeProvider time, ILogger<GenerationFolders> log)
{
    static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(10);

    /// <summary>Called when a server starts; does nothing while another process imports.</summary>
    public void Sweep()
    {
        if (database is SqliteDatabase && ImportLock.TryTake(folder) is { } alone)
        {
            using (alone)
            {
                SweepAlone();
            }
        }
    }

    /// <summary>
    /// Deletes what killed imports left (newer than the current generation) and what is older than the one before it, which
    /// running requests may still read; also what a killed search left of its small index. For who holds the lock.
    /// </summary>
    /// <param name="settled">The current one has been so for long that nobody reads the one before it any more: that goes too.</param>
    internal void SweepAlone(bool settled = false)
    {
        var current = database.CurrentGeneration;
        var numbers = Numbers();
        var previous = settled ? current : numbers.Where(n => n < current).DefaultIfEmpty(current).Max();
        foreach (var number in numbers.Where(n => n > current || (n < previous && n > 0)))
        {
            Delete(number);
        }

        foreach (var left in Directory.EnumerateDirectories(folder.At("catalog"), KnownSearch.FolderPrefix + "*")
            .Where(path => Directory.GetLastWriteTimeUtc(path) < time.GetUtcNow().UtcDateTime.AddHours(-1)).ToList())
        {
            Directory.Delete(left, recursive: true);
        }
    }

    /// <summary>Makes room before a generation is built: the current one stays, the one before it goes unless it was current just now.</summary>
    internal async Task MakeRoom(CancellationToken ct)
    {
        var current = await generations.Find(ct);
        SweepAlone(settled: current.SwitchedAt < (time.GetUtcNow() - LongestRequest).ToUnixTimeSeconds());
    }

    /// <summary>A number that no folder has.</summary>
    internal int Next() => Numbers().Append(database.CurrentGeneration).Max() + 1;

    internal void Delete(int number)
    {
        try
        {
            (database as SqliteDatabase)?.Forget(number);
            Directory.Delete(folder.Generation(number), recursive: true);
            Deleted(number);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next sweep tries again; a folder too many does no harm.
            NotDeleted(e, number);
        }
    }

    IReadOnlyList<int> Numbers()
    {
        var catalog = folder.At("catalog");
        return !Directory.Exists(catalog) ? [] :
        [
            .. Directory.EnumerateDirectories(catalog)
                .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)
                .Where(number => number >= 0),
        ];
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Catalog generation {Number} deleted")]
    partial void Deleted(int number);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Catalog generation {Number} could not be deleted")]
    partial void NotDeleted(Exception e, int number);
}
