using System.Text.Json;
using Marquee.Storage;

namespace Marquee.App.Server;

/// <summary>How local commands reach a server that runs on their data folder: its address and a key for this run only.</summary>
/// <param name="Address">As this machine reaches it.</param>
/// <param name="Key">A bearer key for the time of this run.</param>
/// <param name="ProcessId">Of the server.</param>
/// <param name="KeyHash">SHA-256 of the public key of the server's certificate in hexadecimal; null for plain HTTP.</param>
/// <param name="PublicAddress">As people reach it, when that differs.</param>
public sealed record ServerFile(string Address, string Key, int ProcessId, string? KeyHash, Uri? PublicAddress)
{
    /// <summary>Written for the owner of the folder alone (mode 0600 where the system knows modes).</summary>
    public void Write(DataFolder folder)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var unfinished = folder.ServerFile + ".part";
        File.Delete(unfinished);
        using (var stream = new FileStream(unfinished, options))
        {
            JsonSerializer.Serialize(stream, this);
        }

        File.Move(unfinished, folder.ServerFile, overwrite: true);
    }

    /// <summary>A server writes its file only when it answers. One that is about to is waited for; so is another command.</summary>
    static readonly TimeSpan Starting = TimeSpan.FromSeconds(15);

    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <returns>Null when no server runs on the folder.</returns>
    public static ServerFile? Find(DataFolder folder) => IsTaken(folder) && File.Exists(folder.ServerFile) ? Read(folder) : null;

    /// <summary>The same for who wants to write: waits while somebody who holds the folder may be a server that is just starting.</summary>
    public static async Task<ServerFile?> Await(DataFolder folder, TimeProvider time, CancellationToken ct)
    {
        var begun = time.GetTimestamp();
        while (IsTaken(folder))
        {
            if (Find(folder) is { } server)
            {
                return server;
            }

            if (time.GetElapsedTime(begun) > Starting)
            {
                return null;
            }

            await Task.Delay(Look, time, ct);
        }

        return null;
    }

    static bool IsTaken(DataFolder folder)
    {
        using var free = Directory.Exists(folder.Path) && File.Exists(folder.LockFile) ? FolderLock.TryTake(folder) : null;
        return free is null && File.Exists(folder.LockFile);
    }

    static ServerFile? Read(DataFolder folder)
    {
        try
        {
            using var stream = File.OpenRead(folder.ServerFile);
            return JsonSerializer.Deserialize<ServerFile>(stream);
        }
        catch (FileNotFoundException)
        {
            return null; // it has just ended
        }
    }
}
