using Microsoft.Extensions.Options;

namespace Marquee.Storage.Secrets;

/// <summary>
/// The keys that secrets are sealed with, outside the database and outside every backup: a text file for its owner alone, one key a
/// line, the newest last. Earlier ones stay for the backups of their time.
/// </summary>
public sealed class KeyFile(DataFolder folder, IOptions<StorageOptions> options)
{
    const string Heading = """
        # The keys of this house's stored secrets, the newest last. Backups do not hold them: keep a copy of this file somewhere else.

        """;

    public string Path { get; } = options.Value.KeyFile is { Length: > 0 } file ? System.IO.Path.GetFullPath(file) : folder.At("secrets.key");

    /// <summary>Whether others than its owner can read it; false where the system knows no modes.</summary>
    public bool IsOpenToOthers => File.Exists(Path) && DataFolder.Open(Path);

    /// <returns>In the order of the file; none when there is no file.</returns>
    /// <exception cref="Refusal">It cannot be read, or holds something else than keys.</exception>
    internal IReadOnlyList<SealingKey> Read()
    {
        try
        {
            return File.Exists(Path) ? Keys(File.ReadAllLines(Path)) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Refusal(e, "storage.secret.fileUnreadable", ("file", Path), ("why", e.Message)) { ExitCode = Refusal.Disk };
        }
    }

    /// <returns>The newest key. A file that is not there is made, by whoever comes first; the others take what that one made.</returns>
    internal SealingKey Newest()
    {
        if (Read() is [.., var newest])
        {
            return newest;
        }

        Write([SealingKey.Make()], overwrite: false);
        return Read()[^1];
    }

    internal void Add(SealingKey key) => Write([.. Read(), key], overwrite: true);

    /// <summary>Copies the keys beside a house that moves into another folder; what is there stays.</summary>
    public void CarryTo(KeyFile other)
    {
        var there = other.Read();
        var missing = Read().Where(key => !there.Any(t => t.Id == key.Id)).ToList();
        if (missing.Count > 0)
        {
            other.Write([.. there, .. missing], overwrite: true);
        }
    }

    List<SealingKey> Keys(IEnumerable<string> lines) =>
    [
        .. from line in lines
           let text = line.Trim()
           where text.Length > 0 && text[0] != '#'
           select SealingKey.Parse(text) ?? throw new Refusal("storage.secret.fileDamaged", ("file", Path)),
    ];

    void Write(IEnumerable<SealingKey> keys, bool overwrite)
    {
        var unfinished = $"{Path}.{Guid.NewGuid():N}.part";
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // Servers of one house may share a file by a group: who may read it stays as it was.
            create.UnixCreateMode = overwrite && File.Exists(Path) ? File.GetUnixFileMode(Path) : UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using (var stream = new FileStream(unfinished, create))
            using (var writer = new StreamWriter(stream))
            {
                writer.Write(Heading);
                foreach (var key in keys)
                {
                    writer.Write(key.Spelled() + "\n");
                }

                writer.Flush();
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, Path, overwrite);
        }
        catch (IOException) when (!overwrite && File.Exists(Path))
        {
            // Another server on the same file was first.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Refusal(e, "storage.secret.fileUnwritable", ("file", Path), ("why", e.Message)) { ExitCode = Refusal.Disk };
        }
        finally
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }
}
