using System.Globalization;

namespace Marquee.Storage;

/// <summary>
/// The last act of a restore. A folder that holds the new stores and says where the old ones go is renamed into place; from then
/// on the restore holds, and whoever next opens the stores to write completes its moves first. Each move may be the last one
/// before a crash. For who holds the folder's lock.
/// </summary>
sealed class RestoreMoves(DataFolder folder)
{
    readonly string _ready = folder.At(".restore");

    /// <summary>Where the new stores are made; without meaning until <see cref="Ready"/>.</summary>
    public string Unpacked { get; } = folder.At(".restore-unpacked");

    /// <summary>Whether a restore waits to be completed.</summary>
    public bool Waiting => Directory.Exists(_ready);

    string Note => Path.Combine(_ready, "kept-as");

    /// <summary>From here on the restore holds.</summary>
    /// <param name="at">Names the folder in <c>backups/</c> that takes what was there.</param>
    public void Ready(DateTimeOffset at)
    {
        var keepAs = "before-restore-" + at.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        if (Directory.Exists(Path.Combine(folder.Backups, keepAs)))
        {
            keepAs += "-" + Guid.NewGuid().ToString("N");
        }

        File.WriteAllText(Path.Combine(Unpacked, Path.GetFileName(Note)), keepAs);
        foreach (var path in Directory.EnumerateFiles(Unpacked))
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }

        Directory.Move(Unpacked, _ready);
    }

    /// <summary>Deletes what a restore left that was cut off before it held.</summary>
    public void Forget()
    {
        if (Directory.Exists(Unpacked))
        {
            Directory.Delete(Unpacked, recursive: true);
        }
    }

    /// <returns>The folder with what was there; null when nothing was, or no restore waits.</returns>
    public string? Complete()
    {
        Forget();
        if (!Waiting)
        {
            return null;
        }

        var kept = Kept();
        foreach (var _ in Moves())
        {
        }

        return Directory.Exists(kept) ? kept : null;
    }

    /// <summary>Carries out the moves that are left, one for each element that is asked for.</summary>
    internal IEnumerable<string> Moves()
    {
        var kept = Kept();
        // Runs point at rows of the house that made them, so the list of jobs begins anew.
        foreach (var old in Files(Store.Jobs))
        {
            yield return Keep(old, kept);
        }

        foreach (var fresh in Directory.EnumerateFiles(_ready, "*.db").ToList())
        {
            foreach (var old in Files(Enum.Parse<Store>(Path.GetFileNameWithoutExtension(fresh), ignoreCase: true)))
            {
                yield return Keep(old, kept);
            }

            File.Move(fresh, folder.At(Path.GetFileName(fresh)));
            yield return fresh;
        }

        Directory.Delete(_ready, recursive: true);
    }

    string Kept() => Path.Combine(folder.Backups, Path.GetFileName(File.ReadAllText(Note)));

    List<string> Files(Store store) =>
        [.. ((string[])["", "-wal", "-shm", "-journal"]).Select(ending => folder.StoreFile(store) + ending).Where(File.Exists)];

    static string Keep(string file, string kept)
    {
        Directory.CreateDirectory(kept);
        File.Move(file, Path.Combine(kept, Path.GetFileName(file)));
        return file;
    }
}
