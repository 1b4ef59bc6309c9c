using Marquee.Access;
using Marquee.Storage;
using Marquee.Sync.Documents;
using Marquee.Sync.Revisions;

namespace Marquee.Sync.Scripts;

/// <summary>The door of databases that are bound to nothing: their own design documents say what may come in.</summary>
sealed class ScratchDoor(DocumentStore store) : IDocumentDoor
{
    public bool IsOf(SyncDatabase database) => true;

    public async Task<Func<DocumentChange, Task<ProtocolRefusal?>>> Open(Writing writing, SyncDatabase database)
    {
        var validations = await DesignFunctions.Validations(writing, database);
        return async change =>
        {
            if (validations.Count == 0 || DocumentId.IsDesign(change.Document.Id))
            {
                return null;
            }

            var document = DocumentText.Of(change.Document.Id, change.Revision, change.Document.Deleted, change.Document.Members);
            var before = await Before(writing, change);
            var user = User(change.By);
            return validations.Select(validation => validation.Verdict(document, before, user)).FirstOrDefault(refused => refused is not null);
        };
    }

    async Task<string?> Before(Writing writing, DocumentChange change)
    {
        if (change.Tree.Count == 0)
        {
            return null;
        }

        RevisionId winner = change.Tree.Winner;
        var there = await store.Revisions(writing.Connection, writing.Transaction, change.Database, change.Document.Id, [winner], writing.Cancellation);
        return there.TryGetValue(winner, out var says) ? DocumentText.Of(change.Document.Id, winner, change.Tree.IsDeleted(winner), says.Members) : null;
    }

    static string User(Viewer by) => $$"""{"name":{{DocumentText.Quoted(by.Name)}},"roles":{{(by.Role == Role.Host ? "[\"_admin\"]" : "[]")}}}""";
}
