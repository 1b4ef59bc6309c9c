using Marquee.Storage;
using Marquee.Sync.Revisions;

namespace Marquee.Sync.Documents;

/// <summary>A revision that is about to be written.</summary>
/// <param name="Parent">The nearest revision here that it was made from; null when there is none.</param>
/// <param name="Tree">Without it.</param>
/// <param name="Replicated">It was made elsewhere and has its revision already; an edit is made here.</param>
public sealed record DocumentChange(SyncDatabase Database, IncomingDocument Document, RevisionId Revision, RevisionId? Parent, RevisionTree Tree, bool Replicated);

/// <summary>What a document says once everything is decided.</summary>
public sealed record Settled(string Members, bool Deleted);

/// <summary>What a door says of a revision.</summary>
/// <param name="Refused">It stays outside.</param>
/// <param name="Settled">What the document says afterwards; null leaves that to the revisions.</param>
public sealed record Verdict(ProtocolRefusal? Refused = null, Settled? Settled = null)
{
    public static readonly Verdict In = new();
}

/// <summary>
/// Every revision of a database goes through its door, in the transaction that writes it: what a database is bound to changes
/// there, in the same transaction, or the revision stays outside.
/// </summary>
public interface IDocumentDoor
{
    /// <summary>Whether it is the door of this database. Exactly one is.</summary>
    bool IsOf(SyncDatabase database);

    /// <summary>Prepares for documents that are about to be written, before there is a transaction.</summary>
    /// <returns>Asked for each of them; the first time in the transaction that writes it, and again when that has to be tried again.</returns>
    Task<IOpenDoor> Open(SyncDatabase database, Sender by, IReadOnlyList<IncomingDocument> documents, CancellationToken ct);
}

public interface IOpenDoor
{
    Task<Verdict> Ask(Writing writing, DocumentChange change);
}
