using Marquee.Sync.Revisions;

namespace Marquee.Sync.Documents;

/// <summary>What became of one document.</summary>
public abstract record Outcome(string Id)
{
    /// <summary>For a request that is about this document alone.</summary>
    /// <exception cref="ProtocolRefusal">It was not written.</exception>
    public Written OrRefuse() => this is Written written ? written : throw ((Refused)this).Why;
}

/// <param name="Revision">The new one; of a replicated document its own, also when it was known.</param>
public sealed record Written(string Id, RevisionId Revision) : Outcome(Id);

public sealed record Refused(string Id, RevisionId? Revision, ProtocolRefusal Why) : Outcome(Id);
