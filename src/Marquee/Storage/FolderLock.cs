namespace Marquee.Storage;

/// <summary>Only one server runs on a data folder. The lock ends with the process, however that ends.</summary>
public sealed class FolderLock : IDisposable
{
    readonly FileStream _held;

    FolderLock(FileStream held) => _held = held;

    /// <summary>Looking whether a server runs takes the lock for a moment, so one refusal is not the last word.</summary>
    const int Tries = 8;

    /// <exception cref="Refusal">A server or another command holds the folder.</exception>
    public static async Task<FolderLock> Take(DataFolder folder, TimeProvider time, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (TryTake(folder) is { } held)
            {
                File.Delete(folder.ServerFile); // of a server that ended without a word
                return held;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), time, ct);
        }

        throw new Refusal("storage.folderTaken", ("folder", folder.Path)) { ExitCode = Refusal.Busy };
    }

    /// <returns>Null when a server holds the folder.</returns>
    public static FolderLock? TryTake(DataFolder folder)
    {
        try
        {
            return new FolderLock(new FileStream(folder.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && File.Exists(folder.LockFile))
        {
            return null;
        }
    }

    public void Dispose() => _held.Dispose();
}
