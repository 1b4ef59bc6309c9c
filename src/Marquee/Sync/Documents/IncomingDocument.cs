using Marquee.Sync.Revisions;

namespace Marquee.Sync.Documents;

/// <summary>A document as somebody sent it.</summary>
/// <param name="Revision">Of an edit: the one that it was made from; of a replicated document its own. Null: none was named.</param>
/// <param name="Path">Of a replicated document: itself and what it was made from, newest first.</param>
/// <param name="Members">The JSON object without its braces and without what begins with <c>_</c>.</param>
public sealed record IncomingDocument(
    string Id, RevisionId? Revision, bool Deleted, string Members, IReadOnlyList<RevisionId> Path, IReadOnlyList<IncomingAttachment> Attachments)
{
    public bool IsLocal => DocumentId.IsLocal(Id);
}
