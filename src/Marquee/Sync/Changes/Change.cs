using Marquee.Sync.Revisions;

namespace Marquee.Sync.Changes;

/// <summary>The last change of a document.</summary>
/// <param name="Members">What the winner says; null where its text is not here.</param>
public sealed record Change(long Seq, string Id, RevisionTree Tree, string? Members, string? Attachments)
{
    public RevisionId Winner => Tree.Winner;

    /// <summary>Told as deleted, though it is not.</summary>
    internal bool IsHidden { get; init; }

    public bool Deleted => IsHidden || Tree.IsDeleted(Tree.Winner);
}
