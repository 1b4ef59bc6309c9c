using Marquee.Access;
using Marquee.Storage;
using Marquee.Sync.Revisions;

namespace Marquee.Sync.Documents;

/// <summary>A revision that is about to be written.</summary>
/// <param name="Tree">Without it.</param>
/// <param name="Replicated">It was made elsewhere and has its revision already; an edit is made here.</param>
public sealed record DocumentChange(SyncDatabase Database, Viewer By, IncomingDocument Document, RevisionId Revision, RevisionTree Tree, bool Replicated);

/// <summary>
/// Every revision of a database goes through its door, in the transaction that writes it: what a database is bound to changes
/// there, in the same transaction, or the revision stays outside.
/// </summary>
public interface IDocumentDoor
{
    /// <summary>Whether it is the door of this database. Exactly one is.</summary>
    bool IsOf(SyncDatabase database);

    /// <summary>Prepares for the documents of one transaction.</summary>
    /// <returns>Asked for each of them: null lets it in.</returns>
    Task<Func<DocumentChange, Task<ProtocolRefusal?>>> Open(Writing writing, SyncDatabase database);
}
