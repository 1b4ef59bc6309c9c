using Marquee.Storage;
using Marquee.Sync.Revisions;

namespace Marquee.Sync.Documents;

/// <summary>The documents that one transaction writes, with the numbers and counts of their database.</summary>
sealed class WriteRound(
    Writing writing, SyncDatabase of, DocumentStore store, IReadOnlyDictionary<string, StoredDocument> there, IOpenDoor? door)
{
    readonly Dictionary<string, StoredDocument> _documents = new(there, StringComparer.Ordinal);
    readonly Dictionary<string, bool?> _were = there.ToDictionary(d => d.Key, d => (bool?)d.Value.Deleted, StringComparer.Ordinal);
    readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    readonly ContentWriting _contents = new(writing, of, store);
    long _seq = of.LastSeq;

    /// <summary>An edit has to name a leaf that it was made from, unless the document is not there.</summary>
    public async Task<Outcome> Edit(IncomingDocument document)
    {
        var tree = _documents.TryGetValue(document.Id, out var found) ? found.Tree : new RevisionTree();
        RevisionId? parent = document.Revision ?? (found is { Deleted: true } ? found.Winner : null);
        if (parent is { } from ? !tree.IsLeaf(from) : found is not null)
        {
            return new Refused(document.Id, null, ProtocolRefusal.Conflict());
        }

        var (attachments, why) = await _contents.Take(document, parent, (parent?.Generation ?? 0) + 1);
        if (why is not null)
        {
            return new Refused(document.Id, null, why);
        }

        var revision = NewRevision.Of(document, parent, attachments);
        return await Ask(document, revision, parent, [revision, .. parent is { } old ? tree.Path(old) : []], tree, attachments, replicated: false);
    }

    /// <summary>A revision that was made elsewhere is taken whatever is here; the tree says who wins.</summary>
    public async Task<Outcome> Replicate(IncomingDocument document)
    {
        if (document.Path is [] or [{ Generation: 0 }, ..])
        {
            return new Refused(document.Id, null, ProtocolRefusal.BadRequest("When `new_edits: false`, the document needs `_rev` or `_revisions` specified"));
        }

        var tree = _documents.TryGetValue(document.Id, out var found) ? found.Tree : new RevisionTree();
        var revision = document.Path[0];
        var parent = document.Path.Skip(1).Select(r => (RevisionId?)r).FirstOrDefault(r => tree.Contains(r!.Value));
        if (tree.Contains(revision) && (await store.Revisions(writing.Connection, writing.Transaction, of, document.Id, [revision], writing.Cancellation)).Count > 0)
        {
            return new Written(document.Id, revision);
        }

        var (attachments, why) = await _contents.Take(document, parent, revision.Generation);
        return why is not null ? new Refused(document.Id, revision, why)
            : await Ask(document, revision, parent, document.Path, tree, attachments, replicated: true);
    }

    async Task<Outcome> Ask(
        IncomingDocument document, RevisionId revision, RevisionId? parent, IReadOnlyList<RevisionId> path, RevisionTree tree, IReadOnlyDictionary<string, Attachment> attachments, bool replicated)
    {
        var verdict = door is null ? Verdict.In : await door.Ask(writing, new DocumentChange(of, document, revision, parent, tree, replicated));
        if (verdict.Refused is { } refused)
        {
            return new Refused(document.Id, revision, refused);
        }

        await Add(document, revision, path, tree, attachments);
        if (verdict.Settled is { } settled)
        {
            await Settle(document.Id, settled, tree.Winner == revision ? document.Members : null);
        }

        return new Written(document.Id, revision);
    }

    /// <summary>Ends all branches of a document but one, and makes that one say what is settled, with a revision of this house unless it says so already.</summary>
    /// <param name="says">What the winner says, where that is known.</param>
    public async Task Settle(string id, Settled settled, string? says = null)
    {
        var tree = _documents.TryGetValue(id, out var found) ? found.Tree : new RevisionTree();
        foreach (var beaten in tree.Conflicts)
        {
            await Add(id, beaten, new Settled("", Deleted: true), tree);
        }

        RevisionId? winner = tree.Count == 0 ? null : tree.Winner;
        if (winner is not { } at ? settled.Deleted : tree.IsDeleted(at) == settled.Deleted && (settled.Deleted || (says ?? await Says(id, at)) == settled.Members))
        {
            return;
        }

        await Add(id, winner, settled, tree);
    }

    Task Add(string id, RevisionId? parent, Settled settled, RevisionTree tree)
    {
        var document = new IncomingDocument(id, parent, settled.Deleted, settled.Members, [], []);
        var revision = NewRevision.Of(document, parent, StoredAttachments.None);
        return Add(document, revision, [revision, .. parent is { } old ? tree.Path(old) : []], tree, StoredAttachments.None);
    }

    async Task Add(IncomingDocument document, RevisionId revision, IReadOnlyList<RevisionId> path, RevisionTree tree, IReadOnlyDictionary<string, Attachment> attachments)
    {
        if (tree.Add(path, document.Deleted))
        {
            _documents[document.Id] = new StoredDocument(document.Id, ++_seq, tree);
            _were.TryAdd(document.Id, null);
            _changed.Add(document.Id);
        }

        await DocumentStore.Put(writing, of, document.Id, new StoredRevision(revision, document.Members, attachments), tree);
    }

    async Task<string?> Says(string id, RevisionId revision) =>
        (await store.Revisions(writing.Connection, writing.Transaction, of, id, [revision], writing.Cancellation)).GetValueOrDefault(revision)?.Members;

    /// <summary>Writes the trees and the counts; what revisions say is written by then.</summary>
    public async Task Finish()
    {
        var (live, gone) = (0, 0);
        foreach (var document in _documents.Values.Where(d => _changed.Contains(d.Id)).OrderBy(d => d.Seq))
        {
            if (document.Tree.Stem(of.RevsLimit) is { Count: > 0 } forgotten)
            {
                await DocumentStore.Forget(writing, of, document.Id, forgotten);
            }

            await DocumentStore.Put(writing, of, document);
            var was = _were[document.Id];
            live += (document.Deleted ? 0 : 1) - (was is false ? 1 : 0);
            gone += (document.Deleted ? 1 : 0) - (was is true ? 1 : 0);
        }

        if (_changed.Count > 0)
        {
            await writing.Execute(
                "update house.sync_database set last_seq = @_seq, live = live + @live, gone = gone + @gone where id = @Id", new { _seq, live, gone, of.Id });
        }
    }
}
