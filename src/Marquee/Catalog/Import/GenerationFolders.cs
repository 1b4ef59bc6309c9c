using System.Data.Common;
using Marquee.Storage;
using Microsoft.Extensions.Logging;

namespace Marquee.Catalog.Import;

/// <summary>The generations that are there: which number is next, and which nobody needs any more.</summary>
public sealed partial class GenerationFolders(DataFolder folder, Database database, Generations generations, ICatalogEngine engine, TimeProvider time, ILogger<GenerationFolders> log)
{
    static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(10);

    /// <summary>Called when a server starts; does nothing while another process imports.</summary>
    public async Task Sweep(CancellationToken ct)
    {
        if (await engine.TryLock(ct) is { } alone)
        {
            await using (alone)
            {
                await SweepAlone(ct);
            }
        }
    }

    /// <summary>
    /// Deletes what killed imports left (newer than the current generation) and what is older than the one before it, which
    /// running requests may still read; also what a killed search left of its small index. For who holds the lock.
    /// </summary>
    /// <param name="settled">The current one has been so for long that nobody reads the one before it any more: that goes too.</param>
    internal async Task SweepAlone(CancellationToken ct, bool settled = false)
    {
        // The row, not what this process reads: another one may have switched a moment ago.
        var current = (await generations.Find(ct)).Number;
        var there = await database.GenerationsThere(ct);
        var previous = settled ? current : there.Where(n => n < current).DefaultIfEmpty(current).Max();
        foreach (var number in there.Concat(folder.Generations()).Distinct().Where(n => n > current || (n < previous && n > 0)).ToList())
        {
            await Delete(number, ct);
        }

        foreach (var left in Directory.EnumerateDirectories(Directory.CreateDirectory(folder.At("catalog")).FullName, KnownSearch.FolderPrefix + "*")
            .Where(path => Directory.GetLastWriteTimeUtc(path) < time.GetUtcNow().UtcDateTime.AddHours(-1)).ToList())
        {
            Directory.Delete(left, recursive: true);
        }
    }

    /// <summary>Makes room before a generation is built: the current one stays, the one before it goes unless it was current just now.</summary>
    internal async Task MakeRoom(CancellationToken ct)
    {
        var current = await generations.Find(ct);
        await SweepAlone(ct, settled: current.SwitchedAt < (time.GetUtcNow() - LongestRequest).ToUnixTimeSeconds());
    }

    /// <summary>Lets a generation be built and made current; when that fails, what was built is deleted. For who holds the lock.</summary>
    /// <param name="build">Told the number of the new generation.</param>
    /// <exception cref="Refusal">There was no room, or the server was lost.</exception>
    internal async Task<T> Make<T>(Func<int, Task<T>> build, CancellationToken ct)
    {
        var number = await Next(ct);
        try
        {
            return await build(number);
        }
        catch (Exception e)
        {
            await Abandon(number);
            if (ImportFaults.Told(e) is { } told)
            {
                throw told;
            }

            throw;
        }
    }

    async Task Abandon(int number)
    {
        try
        {
            // The row, not what this process reads: the switch may be committed although its answer was lost.
            if ((await generations.Find(CancellationToken.None)).Number != number)
            {
                await Delete(number, CancellationToken.None);
            }
        }
        catch (DbException)
        {
            NotDeleted(number);
        }
    }

    /// <summary>A number that no generation has.</summary>
    async Task<int> Next(CancellationToken ct) =>
        (await database.GenerationsThere(ct)).Append((await generations.Find(ct)).Number).Max() + 1;

    async Task Delete(int number, CancellationToken ct)
    {
        if (await database.Drop(number, ct) && folder.DeleteGeneration(number))
        {
            Deleted(number);
        }
        else
        {
            // The next sweep tries again; a generation too many does no harm.
            NotDeleted(number);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Catalog generation {Number} deleted")]
    partial void Deleted(int number);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Catalog generation {Number} cannot be deleted yet")]
    partial void NotDeleted(int number);
}
