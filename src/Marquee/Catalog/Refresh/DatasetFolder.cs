using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Catalog.Refresh;

/// <summary>Where fetched files lie between two imports. Kept, because a file that has not changed is not sent again.</summary>
sealed class DatasetFolder(DataFolder data)
{
    /// <summary>Left free for everything else that writes.</summary>
    const long Reserve = 256L * 1024 * 1024;

    public string Path { get; } = data.At("downloads", "imdb");

    public string File(ImdbFile file) => ImdbDatasetClient.Path(Path, file);

    /// <summary>How much a download may bring.</summary>
    public long Room => Math.Max(0, Import.Disk.Free(data.Path) - Reserve);

    /// <summary>Whether the file that a row tells of is there; a restored backup has the row alone.</summary>
    public bool Holds(ImdbFile file, Dataset fetched) => new FileInfo(File(file)) is { Exists: true } info && info.Length == fetched.Bytes;

    /// <summary>One download at a time, whichever process.</summary>
    /// <exception cref="Refusal">Another one runs.</exception>
    public IDisposable Take()
    {
        Directory.CreateDirectory(Path);
        var file = System.IO.Path.Combine(Path, "fetching.lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (System.IO.File.Exists(file))
        {
            throw new Refusal(e, "refresh.runs") { ExitCode = Refusal.Busy };
        }
    }
}
