namespace Marquee.Sync.Documents;

/// <summary>What is shown of a document besides what a revision says.</summary>
/// <param name="Revisions">What it was made from.</param>
/// <param name="RevisionsInfo">The same, with what is here of each.</param>
/// <param name="Conflicts">The leaves beside it that are not deleted.</param>
/// <param name="DeletedConflicts">Those that are.</param>
/// <param name="LocalSeq">The number of its last change.</param>
/// <param name="Attachments">Contents instead of stubs.</param>
public sealed record Shown(
    bool Revisions = false, bool RevisionsInfo = false, bool Conflicts = false, bool DeletedConflicts = false, bool LocalSeq = false, bool Attachments = false)
{
    public static readonly Shown Plain = new();
}
