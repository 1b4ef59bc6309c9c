using Marquee.Sync.Documents;
using Marquee.Sync.Revisions;

namespace Marquee.Sync.Protocol;

/// <summary>Several revisions of one document, each as <c>{"ok":...}</c> or as what there is instead.</summary>
static class OpenRevisions
{
    /// <param name="asked">As the client wrote them; none: the winner.</param>
    /// <param name="latest">The leaves that were made from a revision instead of it.</param>
    /// <param name="missing">Says that a revision is not here.</param>
    /// <param name="known">What revisions say that have been read already.</param>
    public static async Task<IReadOnlyList<string>> Read(
        DocumentReading reading, SyncDatabase of, StoredDocument document, IReadOnlyCollection<string> asked, bool latest, Shown shown, Func<string, string> missing, CancellationToken ct,
        IEnumerable<StoredRevision>? known = null)
    {
        List<(string Text, RevisionId Revision)> wanted = asked.Count == 0
            ? [(document.Winner.ToString(), document.Winner)]
            : [.. asked.SelectMany(text => Meant(document, text, latest).Select(revision => (text, revision))).DistinctBy(w => w.revision)];
        var there = await reading.Several(of, document, [.. wanted.Select(w => w.Revision)], shown, ct, known);
        return [.. wanted.Select(w => there.TryGetValue(w.Revision, out var text) ? $"{{\"ok\":{text}}}" : missing(w.Text))];
    }

    static IReadOnlyList<RevisionId> Meant(StoredDocument document, string text, bool latest)
    {
        var revision = IncomingReading.Revision(text);
        return latest && document.Tree.Contains(revision) ? document.Tree.Latest(revision) : [revision];
    }
}
