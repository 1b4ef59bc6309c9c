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
        try
        {
            MakeOwn();
            if (NetworkShare.TypeOf(Path) is { } type)
            {
                throw new Refusal("storage.networkShare", ("folder", Path), ("type", type)) { ExitCode = Refusal.Disk };
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
