namespace Marquee.Sync.Documents;

/// <summary>Writes documents of both kinds, as they come in one request.</summary>
public sealed class AnyWrites(DocumentWrites documents, LocalDocuments local)
{
    /// <inheritdoc cref="DocumentWrites.Write(SyncDatabase, Sender, IReadOnlyList{IncomingDocument}, bool, CancellationToken)"/>
    public async Task<IReadOnlyList<Outcome>> Write(SyncDatabase of, Sender by, IReadOnlyList<IncomingDocument> incoming, bool replicated, CancellationToken ct)
    {
        var outcomes = new Outcome[incoming.Count];
        var places = Enumerable.Range(0, incoming.Count).Where(i => !incoming[i].IsLocal).ToList();
        foreach (var (place, outcome) in places.Zip(await documents.Write(of, by, [.. places.Select(i => incoming[i])], replicated, ct)))
        {
            outcomes[place] = outcome;
        }

        foreach (var place in Enumerable.Range(0, incoming.Count).Where(i => incoming[i].IsLocal))
        {
            outcomes[place] = await local.Write(of, incoming[place], ct);
        }

        return outcomes;
    }

    public async Task<Outcome> Write(SyncDatabase of, Sender by, IncomingDocument document, bool replicated, CancellationToken ct) =>
        (await Write(of, by, [document], replicated, ct))[0];
}
