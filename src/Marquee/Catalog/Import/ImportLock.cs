using Marquee.Storage;

namespace Marquee.Catalog.Import;

/// <summary>One import at a time on a data folder, whichever process runs it. Ends with the process.</summary>
sealed class ImportLock : IImportLock
{
    readonly FileStream _held;

    ImportLock(FileStream held) => _held = held;

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

    /// <summary>A file that is open stays open.</summary>
    public Task Confirm(CancellationToken ct) => Task.CompletedTask;

    public ValueTask DisposeAsync() => _held.DisposeAsync();
}
