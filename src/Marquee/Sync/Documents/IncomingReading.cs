using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Marquee.Sync.Revisions;

namespace Marquee.Sync.Documents;

/// <summary>Reads documents as they are sent. What the sender says of itself is kept to the letter; numbers are not written anew.</summary>
static class IncomingReading
{
    /// <summary>What a client may send back that it was shown.</summary>
    static readonly HashSet<string> Ignored = new(StringComparer.Ordinal) { "_revs_info", "_conflicts", "_deleted_conflicts", "_local_seq" };

    /// <summary>What CouchDB's replicator notes in documents, which says something like any other member.</summary>
    static readonly HashSet<string> Kept = new(StringComparer.Ordinal) { "_replication_id", "_replication_state", "_replication_state_time", "_replication_state_reason", "_replication_stats" };

    /// <param name="json">The document.</param>
    /// <param name="id">From the address, which counts more than the document's own; null: it says its own, or gets a new one.</param>
    /// <param name="limit">Bytes.</param>
    /// <exception cref="ProtocolRefusal">It is no document.</exception>
    public static IncomingDocument Read(JsonElement json, string? id, SyncOptions limit)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw ProtocolRefusal.BadRequest("Document must be a JSON object");
        }

        var members = new StringBuilder();
        var (deleted, revision) = (false, (RevisionId?)null);
        IReadOnlyList<RevisionId>? path = null;
        IReadOnlyList<IncomingAttachment> attachments = [];
        foreach (var member in json.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(member);
            if (name.Length == 0 || name[0] != (byte)'_' || Kept.Contains(member.Name))
            {
                Append(members, name, JsonMarshal.GetRawUtf8Value(member.Value));
                continue;
            }

            switch (member.Name)
            {
                case "_id":
                    id ??= member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : throw new ProtocolRefusal(400, "illegal_docid", "Document id must be a string");
                    break;
                case "_rev":
                    revision = member.Value.ValueKind == JsonValueKind.Null ? null : Revision(member.Value);
                    break;
                case "_deleted":
                    deleted = member.Value.ValueKind == JsonValueKind.True;
                    break;
                case "_revisions":
                    path = ReadPath(member.Value);
                    break;
                case "_attachments":
                    attachments = AttachmentReading.Read(member.Value, limit.MaxAttachmentBytes);
                    break;
                case var other when !Ignored.Contains(other):
                    throw new ProtocolRefusal(400, "doc_validation", $"Bad special document member: {other}");
            }
        }

        if (id is not null)
        {
            DocumentId.Check(id);
        }

        return members.Length > limit.MaxDocumentBytes
            ? throw new ProtocolRefusal(413, "document_too_large", id ?? "")
            : new IncomingDocument(id ?? DocumentId.New(), revision, deleted, members.ToString(), path ?? (revision is { } own ? [own] : []), attachments);
    }

    /// <exception cref="ProtocolRefusal">It is none.</exception>
    public static RevisionId Revision(string? text) => RevisionId.TryParse(text, out var revision) ? revision : throw ProtocolRefusal.BadRequest("Invalid rev format");

    static RevisionId Revision(JsonElement value) => Revision(value.ValueKind == JsonValueKind.String ? value.GetString() : null);

    /// <summary><c>{"start":3,"ids":["c","b","a"]}</c></summary>
    static List<RevisionId> ReadPath(JsonElement revisions)
    {
        if (revisions.ValueKind != JsonValueKind.Object
            || !revisions.TryGetProperty("start", out var start) || start.ValueKind != JsonValueKind.Number || !start.TryGetInt32(out var generation) || generation < 0
            || !revisions.TryGetProperty("ids", out var ids) || ids.ValueKind != JsonValueKind.Array || ids.GetArrayLength() == 0)
        {
            throw new ProtocolRefusal(400, "doc_validation", "_revisions must be an object with start and ids");
        }

        var path = new List<RevisionId>();
        foreach (var hash in ids.EnumerateArray().TakeWhile(_ => generation > 0))
        {
            path.Add(hash.ValueKind == JsonValueKind.String && RevisionId.IsHash(hash.GetString())
                ? new RevisionId(generation--, hash.GetString()!)
                : throw new ProtocolRefusal(400, "doc_validation", "RevId isn't a string"));
        }

        return path;
    }

    static void Append(StringBuilder members, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var chars = ArrayPool<char>.Shared.Rent(name.Length + value.Length);
        var length = Encoding.UTF8.GetChars(name, chars);
        members.Append(members.Length == 0 ? "\"" : ",\"").Append(chars, 0, length).Append("\":");
        length = Encoding.UTF8.GetChars(value, chars);
        members.Append(chars, 0, length);
        ArrayPool<char>.Shared.Return(chars);
    }
}
