using Marquee.Access;
using Marquee.Storage;

namespace Marquee.Catalog.Merging;

/// <summary>Merges that an import has found, for a host to accept or decline.</summary>
public sealed class MergeProposals(Database database, TitleMerges merges, TimeProvider time)
{
    readonly MergeProposalStore _store = new(database);

    /// <returns>The surest first.</returns>
    public Task<IReadOnlyList<MergeProposal>> Open(CancellationToken ct) => _store.Open(ct);

    /// <summary>Merges the pair.</summary>
    /// <returns>Null when there is no such proposal.</returns>
    /// <exception cref="Refusal">It was decided already, or the pair cannot be merged any more.</exception>
    public async Task<MergeStarted?> Accept(Viewer viewer, long id, CancellationToken ct) => await _store.Find(id, ct) switch
    {
        null => null,
        { State: "open" } proposal => await merges.Merge(viewer, proposal.Title, proposal.Into, ct),
        _ => throw new Refusal("catalog.merge.decided"),
    };

    /// <summary>Never proposes the pair again.</summary>
    /// <returns>Null when there is no such proposal, false when it was decided already.</returns>
    public Task<bool?> Decline(Viewer viewer, long id, CancellationToken ct) => Move(id, "open", "declined", viewer.Member, ct);

    /// <summary>Takes a decline back.</summary>
    /// <inheritdoc cref="Decline"/>
    public Task<bool?> Reopen(long id, CancellationToken ct) => Move(id, "declined", "open", null, ct);

    async Task<bool?> Move(long id, string from, string to, long? member, CancellationToken ct) =>
        await _store.Find(id, ct) is null ? null : await _store.Move(id, from, to, member, time.GetUtcNow().ToUnixTimeSeconds(), ct);
}
