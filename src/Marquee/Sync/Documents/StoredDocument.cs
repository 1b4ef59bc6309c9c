using System.Text.Json;
using Marquee.Sync.Revisions;

namespace Marquee.Sync.Documents;

/// <summary>A document without what its revisions say.</summary>
public sealed record StoredDocument(string Id, long Seq, RevisionTree Tree)
{
    public RevisionId Winner => Tree.Winner;

    public bool Deleted => Tree.IsDeleted(Tree.Winner);
}

/// <summary>What one revision says.</summary>
public sealed record StoredRevision(RevisionId Revision, string Members, IReadOnlyDictionary<string, Attachment> Attachments);

/// <summary>Attachments in their column.</summary>
static class StoredAttachments
{
    static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static readonly IReadOnlyDictionary<string, Attachment> None = new Dictionary<string, Attachment>(StringComparer.Ordinal);

    public static string? Write(IReadOnlyDictionary<string, Attachment> attachments) => attachments.Count == 0 ? null : JsonSerializer.Serialize(attachments, Json);

    public static IReadOnlyDictionary<string, Attachment> Read(string? stored) => stored is null ? None : JsonSerializer.Deserialize<Dictionary<string, Attachment>>(stored, Json)!;
}
