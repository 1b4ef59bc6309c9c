using System.Globalization;
using Microsoft.Extensions.Options;

namespace Marquee.Storage;

/// <summary>The one folder that holds everything: where each file is, and whether the folder can be used at all.</summary>
public sealed class DataFolder(IOptions<StorageOptions> options)
{
    public string Path { get; } = System.IO.Path.GetFullPath(options.Value.Folder);

    public string StoreFile(Store store) => At(store.Name() + ".db");

    /// <summary>Everything of one catalog generation: its database, its search index, its rejects.</summary>
    public string Generation(int number) => At("catalog", number.ToString("D4", CultureInfo.InvariantCulture));

    /// <summary>The numbers of the generations that have a folder here, in order.</summary>
    public IReadOnlyList<int> Generations()
    {
        var catalog = At("catalog");
        return !Directory.Exists(catalog) ? [] :
        [
            .. Directory.EnumerateDirectories(catalog)
                .Select(path => int.TryParse(System.IO.Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)
                .Where(number => number >= 0)
                .Order(),
        ];
    }

    /// <returns>False when files of it cannot be deleted now.</returns>
    public bool DeleteGeneration(int number)
    {
        try
        {
            if (Directory.Exists(Generation(number)))
            {
                Directory.Delete(Generation(number), recursive: true);
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public string CatalogFile(int generation) => System.IO.Path.Combine(Generation(generation), "catalog.db");

    public string Backups => At("backups");

    /// <summary>Held open by the server for as long as it runs.</summary>
    public string LockFile => At("marquee.lock");

    /// <summary>Where a running server says how local commands reach it; readable by its owner alone.</summary>
    public string ServerFile => At("server.json");

    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Makes the folder and proves that it can be written.</summary>
    /// <exception cref="Refusal">It cannot: on a network share, read-only, full, or a file of that name.</exception>
    public void Prepare()
    {
        RefuseFile();
        Prove(make: true);
    }

    /// <summary>Proves that the folder can be written, without making it.</summary>
    /// <returns>False when it is not there.</returns>
    /// <exception cref="Refusal">As for <see cref="Prepare"/>.</exception>
    public bool Look()
    {
        RefuseFile();
        if (!Directory.Exists(Path))
        {
            return false;
        }

        Prove(make: false);
        return true;
    }

    /// <returns>The folder and the stores in it that others than their owner can read or write; none where the system knows no modes.</returns>
    public IReadOnlyList<string> OpenToOthers() => Open(Path) ? [Path, .. StoreNames.Migrated.Select(StoreFile).Where(Open)] : [];

    internal static bool Open(string path)
    {
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        return !OperatingSystem.IsWindows() && System.IO.Path.Exists(path) && (File.GetUnixFileMode(path) & others) != UnixFileMode.None;
    }

    void RefuseFile()
    {
        for (var at = Path; at is not null; at = System.IO.Path.GetDirectoryName(at))
        {
            if (File.Exists(at))
            {
                throw new Refusal("storage.folderIsFile", ("file", at)) { ExitCode = Refusal.Disk };
            }
        }
    }

    void Prove(bool make)
    {
        try
        {
            if (NetworkShare.TypeOf(Path) is { } type)
            {
                throw new Refusal("storage.networkShare", ("folder", Path), ("type", type)) { ExitCode = Refusal.Disk };
            }

            if (make)
            {
                MakeOwn();
            }

            var probe = At(".probe-" + Guid.NewGuid().ToString("N"));
            File.WriteAllBytes(probe, new byte[64 * 1024]);
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Refusal(e, "storage.unwritable", ("folder", Path), ("why", Sentence(e))) { ExitCode = Refusal.Disk };
        }
    }

    /// <summary>What is in it is for its owner alone: password hashes, sessions, everybody's history.</summary>
    void MakeOwn()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
        }
        else if (!Directory.Exists(Path))
        {
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    static string Sentence(Exception e) => e.Message.TrimEnd('.') + ".";
}
