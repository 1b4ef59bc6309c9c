namespace Marquee.Sync.Documents;

/// <summary>A file at a revision, without its content.</summary>
/// <param name="RevPos">The generation at which it was attached.</param>
/// <param name="Digest"><c>md5-</c> and base64, as CouchDB writes it; the content is found by it.</param>
/// <param name="Length">In bytes.</param>
public sealed record Attachment(string ContentType, int RevPos, string Digest, long Length);

/// <summary>A file as it came with a document.</summary>
/// <param name="Content">Null for a stub: the content is that of the revision before, or the one of this digest.</param>
/// <param name="RevPos">Null when the sender did not say.</param>
public sealed record IncomingAttachment(string Name, string? ContentType, byte[]? Content, string? Digest, int? RevPos);
