using System.IO.Compression;

namespace Marquee.Integrations.Imdb;

/// <summary>Where the bytes of one file come from: a folder, or anything else that can be opened as a stream.</summary>
/// <param name="Label">The file's full name for people: <c>title.basics.tsv.gz</c>.</param>
/// <param name="Bytes">As stored, compressed or not; what progress counts against.</param>
/// <param name="Open">Opens the stored bytes, compressed or not.</param>
public sealed record ImdbSource(ImdbFile File, string Label, long Bytes, Func<Stream> Open)
{
    public bool Compressed => Label.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>What a folder offers of <paramref name="file"/>: plain or compressed, the newer one when both are there.</summary>
    /// <returns>Null when neither is.</returns>
    public static ImdbSource? Find(string folder, ImdbFile file)
    {
        var found = new[] { ".tsv.gz", ".tsv" }
            .Select(ending => new FileInfo(Path.Combine(folder, file.Name + ending)))
            .Where(info => info.Exists)
            .Select(info => info.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? (Label: info.Name, Info: target) : (Label: info.Name, Info: info))
            .OrderByDescending(found => found.Info.LastWriteTimeUtc)
            .Take(1)
            .ToList();
        return found is not [var (label, info)] ? null : new ImdbSource(file, label, info.Length, () => new FileStream(
            info.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan));
    }

    /// <summary>The text of the file. A gzip file may have several members, as <c>cat a.gz b.gz</c> makes one.</summary>
    /// <param name="stored">What <see cref="Open"/> gave; its position tells how far the reading is.</param>
    internal Stream Text(Stream stored) => Compressed
        ? new GZipStream(new BufferedStream(stored, 128 * 1024), CompressionMode.Decompress)
        : stored;
}
