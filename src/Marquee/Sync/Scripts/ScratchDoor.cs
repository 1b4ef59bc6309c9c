using Marquee.Access;
using Marquee.Storage;
using Marquee.Sync.Documents;
using Marquee.Sync.Revisions;

namespace Marquee.Sync.Scripts;

/// <summary>The door of databases that are bound to nothing: their own design documents say what may come in.</summary>
sealed class ScratchDoor(DocumentStore store) : IDocumentDoor
{
    public bool IsOf(SyncDatabase database) => database.Member is null;

    public Task<IOpenDoor> Open(SyncDatabase database, Sender by, IReadOnlyList<IncomingDocument> documents, CancellationToken ct) =>
        Task.FromResult<IOpenDoor>(new Opened(store, database, User(by.Viewer)));

    static string User(Viewer by) => $$"""{"name":{{DocumentText.Quoted(by.Name)}},"roles":{{(by.Role == Role.Host ? "[\"_admin\"]" : "[]")}}}""";

    sealed class Opened(DocumentStore store, SyncDatabase of, string user) : IOpenDoor
    {
        (Writing Writing, IReadOnlyList<DesignScript> Scripts)? _validations;

        public async Task<Verdict> Ask(Writing writing, DocumentChange change)
        {
            var validations = await Validations(writing);
            if (validations.Count == 0 || DocumentId.IsDesign(change.Document.Id))
            {
                return Verdict.In;
            }

            var document = DocumentText.Of(change.Document.Id, change.Revision, change.Document.Deleted, change.Document.Members);
            var before = await Before(writing, change);
            return new Verdict(validations.Select(validation => validation.Verdict(document, before, user)).FirstOrDefault(refused => refused is not null));
        }

        /// <summary>Read once a transaction.</summary>
        async Task<IReadOnlyList<DesignScript>> Validations(Writing writing)
        {
            if (_validations?.Writing != writing)
            {
                _validations = (writing, await DesignFunctions.Validations(writing, of));
            }

            return _validations.Value.Scripts;
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
    }
}
