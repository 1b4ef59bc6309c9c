using System.Globalization;
using Marquee.Sync.Revisions;

namespace Marquee.Sync.Documents;

/// <summary>Documents as they are sent to who asks for them.</summary>
public sealed class DocumentReading(DocumentStore store)
{
    /// <returns>One revision; null when only its name is here, or not even that.</returns>
    public async Task<string?> One(SyncDatabase of, StoredDocument document, RevisionId revision, Shown shown, CancellationToken ct) =>
        (await Several(of, document, [revision], shown, ct)).GetValueOrDefault(revision);

    /// <param name="known">What revisions say that have been read already; others are read now.</param>
    /// <returns>Those of the revisions that are here.</returns>
    public async Task<IReadOnlyDictionary<RevisionId, string>> Several(
        SyncDatabase of, StoredDocument document, IReadOnlyCollection<RevisionId> revisions, Shown shown, CancellationToken ct, IEnumerable<StoredRevision>? known = null)
    {
        var there = (known ?? []).Where(r => revisions.Contains(r.Revision)).ToDictionary(r => r.Revision);
        var others = revisions.Where(r => !there.ContainsKey(r) && document.Tree.Contains(r)).ToList();
        var texts = new Dictionary<RevisionId, string>();
        foreach (var revision in (others.Count == 0 ? there.Values : there.Values.Concat((await store.Revisions(of, document.Id, others, ct)).Values)).Where(r => of.Shows?.Invoke(document.Id, r.Members) != false))
        {
            texts[revision.Revision] = await Text(of, document, revision, shown, ct);
        }

        return texts;
    }

    async Task<string> Text(SyncDatabase of, StoredDocument document, StoredRevision revision, Shown shown, CancellationToken ct)
    {
        var more = new List<(string, string)>();
        var tree = document.Tree;
        if (shown.Revisions)
        {
            more.Add(("_revisions", DocumentText.Revisions(tree.Path(revision.Revision))));
        }

        if (shown.RevisionsInfo)
        {
            more.Add(("_revs_info", await Info(of, document, revision.Revision, ct)));
        }

        if (shown.Conflicts && tree.Conflicts is { Count: > 0 } conflicts)
        {
            more.Add(("_conflicts", DocumentText.List(conflicts)));
        }

        if (shown.DeletedConflicts && tree.DeletedConflicts is { Count: > 0 } gone)
        {
            more.Add(("_deleted_conflicts", DocumentText.List(gone)));
        }

        if (shown.LocalSeq)
        {
            more.Add(("_local_seq", document.Seq.ToString(CultureInfo.InvariantCulture)));
        }

        if (revision.Attachments.Count > 0)
        {
            more.Add(("_attachments", DocumentText.Attachments(revision.Attachments, shown.Attachments ? await Contents(of, revision, ct) : null)));
        }

        var deleted = tree.IsDeleted(revision.Revision);
        var told = of.Tells is null || deleted ? revision.Members : of.Tells(document.Id, revision.Members);
        return DocumentText.Of(document.Id, revision.Revision, deleted || told is null, told ?? "", more);
    }

    async Task<IReadOnlyDictionary<string, byte[]>> Contents(SyncDatabase of, StoredRevision revision, CancellationToken ct)
    {
        var contents = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var digest in revision.Attachments.Values.Select(a => a.Digest).Distinct())
        {
            if (await store.Content(of, digest, ct) is { } content)
            {
                contents[digest] = content;
            }
        }

        return contents;
    }

    async Task<string> Info(SyncDatabase of, StoredDocument document, RevisionId revision, CancellationToken ct)
    {
        var path = document.Tree.Path(revision);
        var there = await store.Revisions(of, document.Id, path, ct);
        return $"[{string.Join(',', path.Select(r => $$"""{"rev":{{DocumentText.Quoted(r.ToString())}},"status":"{{(!there.ContainsKey(r) ? "missing" : document.Tree.IsDeleted(r) ? "deleted" : "available")}}"}"""))}]";
    }
}
