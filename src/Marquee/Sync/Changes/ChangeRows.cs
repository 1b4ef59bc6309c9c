using Marquee.Sync.Documents;
using Marquee.Sync.Revisions;

namespace Marquee.Sync.Changes;

/// <summary>Changes as the JSON that they are sent as.</summary>
public sealed class ChangeRows(DocumentReading reading)
{
    public async Task<string> Json(SyncDatabase of, Change change, ChangeQuery query, bool withSequence, CancellationToken ct)
    {
        var leaves = query.AllLeaves ? change.Tree.Leaves : [change.Winner];
        var row = $$"""{"seq":{{(withSequence ? DocumentText.Quoted(of.Sequence(change.Seq)) : "null")}},"id":{{DocumentText.Quoted(change.Id)}},"changes":[{{string.Join(',', leaves.Select(Leaf))}}]{{(change.Deleted ? ",\"deleted\":true" : "")}}""";
        return query.Documents is { } shown ? $"{row},\"doc\":{await Document(of, change, shown, ct)}}}" : row + "}";
    }

    /// <summary>The winner as it is sent with a row; <c>null</c> where its text is not here.</summary>
    public async Task<string> Document(SyncDatabase of, Change change, Shown shown, CancellationToken ct) =>
        shown == Shown.Plain && change.Attachments is null
            ? Plain(change) ?? "null"
            : await reading.One(of, new StoredDocument(change.Id, change.Seq, change.Tree), change.Winner, shown, ct) ?? "null";

    /// <summary>The winner without anything that is not its own; null where its text is not here.</summary>
    internal static string? Plain(Change change) => change.Members is null ? null : DocumentText.Of(change.Id, change.Winner, change.Deleted, change.Members);

    static string Leaf(RevisionId leaf) => $$"""{"rev":{{DocumentText.Quoted(leaf.ToString())}}}""";
}
