using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Marquee.Sync.Revisions;

namespace Marquee.Sync.Documents;

/// <summary>
/// The revision that an edit makes, which follows from what it says alone: the same edit made in two places is one revision, and
/// no conflict.
/// </summary>
static class NewRevision
{
    /// <summary>As many as CouchDB's, some of whose clients count them.</summary>
    const int HashBytes = 16;

    public static RevisionId Of(IncomingDocument document, RevisionId? parent, IReadOnlyDictionary<string, Attachment> attachments)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, document.Deleted ? "deleted" : "");
        Add(hash, parent?.ToString() ?? "");
        Add(hash, document.Members);
        foreach (var (name, attachment) in attachments.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            Add(hash, name);
            Add(hash, attachment.ContentType);
            Add(hash, attachment.Digest);
        }

        return new RevisionId((parent?.Generation ?? 0) + 1, Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, HashBytes)));
    }

    /// <summary>With its length before it, so that no two lists of texts look the same.</summary>
    static void Add(IncrementalHash hash, string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, bytes);
        hash.AppendData(BitConverter.GetBytes(length));
        hash.AppendData(bytes, 0, length);
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
