using Marquee.Storage;
using Microsoft.Extensions.Options;

namespace Marquee.Watching.Importing;

/// <param name="Member">The name of the folder that it lies in, which is a member's name.</param>
sealed record InboxFile(string Member, string Path)
{
    public string Name => System.IO.Path.GetFileName(Path);
}

/// <summary>
/// The watched folder <c>inbox/MEMBER</c> of the data folder. Nothing outside of it is read or written: links are left where they lie,
/// also where a folder is one. A file that is still being written is left until it has been quiet for a while.
/// </summary>
sealed class InboxFolder(DataFolder folder, IOptions<WatchingOptions> options, TimeProvider time)
{
    public const string Done = "done";
    public const string Refused = "refused";

    static readonly string[] Unfinished = [".part", ".partial", ".crdownload", ".download", ".tmp", ".filepart"];

    public string Root => folder.At("inbox");

    /// <returns>Null when the member's name cannot be that of a folder.</returns>
    public string? Of(string member) =>
        member is "." or ".." || member.AsSpan().IndexOfAny(System.IO.Path.GetInvalidFileNameChars()) >= 0 || member.Contains('\\', StringComparison.Ordinal)
            ? null : folder.At("inbox", member);

    public IReadOnlyList<InboxFile> Ready()
    {
        try
        {
            return IsOwn(Root)
                ? [.. Directory.EnumerateDirectories(Root).Where(IsOwn).Order(StringComparer.Ordinal).SelectMany(of => Directory.EnumerateFiles(of).Where(IsReady).Order(StringComparer.Ordinal)
                    .Select(file => new InboxFile(System.IO.Path.GetFileName(of), file)))]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // taken away while we looked; the next look sees what is there then
        }
    }

    public static FileStream Open(InboxFile file) => IsReadable(new FileInfo(file.Path))
        ? new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read)
        : throw new IOException($"{file.Name} is a link.");

    /// <summary>Puts a file beside the others that were dealt with; one of the same name gets a number.</summary>
    /// <returns>Where it lies now.</returns>
    public static string Put(InboxFile file, string under)
    {
        var target = Directory.CreateDirectory(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file.Path)!, under));
        if (target.LinkTarget is not null)
        {
            throw new IOException($"{target.FullName} is a link.");
        }

        var (stem, ending) = (System.IO.Path.GetFileNameWithoutExtension(file.Name), System.IO.Path.GetExtension(file.Name));
        var path = System.IO.Path.Combine(target.FullName, file.Name);
        for (var i = 2; File.Exists(path); i++)
        {
            path = System.IO.Path.Combine(target.FullName, FormattableString.Invariant($"{stem} ({i}){ending}"));
        }

        File.Move(file.Path, path);
        return path;
    }

    static bool IsOwn(string path) => new DirectoryInfo(path) is { Exists: true, LinkTarget: null };

    static bool IsReadable(FileInfo file) => file is { Exists: true, LinkTarget: null } && !file.Attributes.HasFlag(FileAttributes.ReparsePoint);

    bool IsReady(string path)
    {
        var file = new FileInfo(path);
        return IsReadable(file) && file.Length > 0 && file.Name[0] != '.'
            && !Unfinished.Contains(file.Extension, StringComparer.OrdinalIgnoreCase)
            && time.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc >= TimeSpan.FromSeconds(options.Value.InboxQuietSeconds);
    }
}
