using System.Security.Cryptography;
using Marquee.Storage;
using Marquee.Sync.Revisions;

namespace Marquee.Sync.Documents;

/// <summary>Stores the contents that come with documents, each once a database, and finds those that stubs stand for.</summary>
sealed class ContentWriting(Writing writing, SyncDatabase of, DocumentStore store)
{
    /// <param name="document">With contents and stubs.</param>
    /// <param name="parent">Whose attachments a stub may stand for; null: none.</param>
    /// <param name="generation">At which new attachments are said to have come.</param>
    /// <returns>The attachments, or why they cannot be stored.</returns>
    public async Task<(IReadOnlyDictionary<string, Attachment> Attachments, ProtocolRefusal? Why)> Take(IncomingDocument document, RevisionId? parent, int generation)
    {
        if (document.Attachments.Count == 0)
        {
            return (StoredAttachments.None, null);
        }

        var before = parent is { } from
            ? (await store.Revisions(writing.Connection, writing.Transaction, of, document.Id, [from], writing.Cancellation)).GetValueOrDefault(from)?.Attachments
            : null;
        var all = new Dictionary<string, Attachment>(StringComparer.Ordinal);
        foreach (var attachment in document.Attachments)
        {
            if ((attachment.Content is { } content ? await Store(attachment, content, generation) : await Find(attachment, before, generation)) is not { } stored)
            {
                return (all, new ProtocolRefusal(412, "missing_stub", $"Invalid attachment stub in {document.Id} for {attachment.Name}"));
            }

            all[attachment.Name] = stored;
        }

        return (all, null);
    }

    async Task<Attachment> Store(IncomingAttachment attachment, byte[] content, int generation)
    {
        var digest = Digest(content);
        await DocumentStore.Put(writing, of, digest, content);
        return new Attachment(attachment.ContentType ?? "application/octet-stream", Math.Min(attachment.RevPos ?? generation, generation), digest, content.LongLength);
    }

    async Task<Attachment?> Find(IncomingAttachment stub, IReadOnlyDictionary<string, Attachment>? before, int generation)
    {
        if (before?.GetValueOrDefault(stub.Name) is { } same && (stub.Digest is null || stub.Digest == same.Digest))
        {
            return same;
        }

        return stub.Digest is { } digest && await DocumentStore.Length(writing, of, digest) is { } length
            ? new Attachment(stub.ContentType ?? "application/octet-stream", stub.RevPos ?? generation, digest, length)
            : null;
    }

    /// <summary>What CouchDB and PouchDB compare; nothing here relies on its strength against somebody who wants two contents of one digest.</summary>
#pragma warning disable CA5351 // the protocol says MD5
    static string Digest(byte[] content) => "md5-" + Convert.ToBase64String(MD5.HashData(content));
#pragma warning restore CA5351
}
