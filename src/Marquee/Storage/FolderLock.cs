namespace Marquee.Storage;

/// <summary>Only one server runs on a data folder. The lock ends with the process, however that ends.</summary>
public sealed class FolderLock : IDisposable
{
    readonly FileStream _held;

    FolderLock(FileStream held) => _held = held;

    /// <exception cref="Refusal">Another server holds the folder.</exception>
    public static FolderLock Take(DataFolder folder) => TryTake(folder)
        ?? throw new Refusal($"A Marquee server already runs on {folder.Path}. Stop it first, or choose another folder with --data.", Refusal.Busy);

    /// <returns>Null when a server holds the folder.</returns>
    public static FolderLock? TryTake(DataFolder folder)
    {
        try
        {
            return new FolderLock(new FileStream(folder.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(folder.LockFile))
        {
            return null;
        }
    }

    public void Dispose() => _held.Dispose();
}
