using Marquee.Storage;

namespace Marquee.Catalog.Import;

/// <summary>One import at a time on a data folder, whichever process runs it. Ends with the process.</summary>
sealed class ImportLock : IDisposable
{
    readonly FileStream _held;

    ImportLock(FileStream held) => _held = held;

    /// <exception cref="Refusal">Another import runs.</exception>
    public static ImportLock Take(DataFolder folder)
    {
        Directory.CreateDirectory(folder.At("catalog"));
        try
        {
            return new ImportLock(new FileStream(folder.At("catalog", "importing.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e)
        {
            throw new Refusal("Another import of the catalog is running. Wait until it has ended, or cancel it.", Refusal.Busy, e);
        }
    }

    public void Dispose() => _held.Dispose();
}
