using Marquee.Storage;

namespace Marquee.Catalog.Import;

/// <summary>One import at a time on a data folder, whichever process runs it. Ends with the process.</summary>
sealed class ImportLock : IDisposable
{
    readonly FileStream _held;

    ImportLock(FileStream held) => _held = held;

    /// <exception cref="Refusal">Another import runs.</exception>
    public static ImportLock Take(DataFolder folder) =>
        TryTake(folder) ?? throw new Refusal("catalog.importRuns") { ExitCode = Refusal.Busy };

    /// <returns>Null when another import runs.</returns>
    public static ImportLock? TryTake(DataFolder folder)
    {
        Directory.CreateDirectory(folder.At("catalog"));
        var file = folder.At("catalog", "importing.lock");
        try
        {
            return new ImportLock(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }
    }

    public void Dispose() => _held.Dispose();
}
