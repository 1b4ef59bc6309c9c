using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Marquee.Sync.Revisions;

namespace Marquee.Sync.Documents;

/// <summary>Documents as the JSON that they are sent as.</summary>
static class DocumentText
{
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="more">Members that begin with <c>_</c> and their JSON, behind the usual ones.</param>
    public static string Of(string id, RevisionId revision, bool deleted, string members, IEnumerable<(string Name, string Json)>? more = null)
    {
        var text = new StringBuilder(members.Length + 100).Append("{\"_id\":").Append(Quoted(id)).Append(",\"_rev\":").Append(Quoted(revision.ToString()));
        if (deleted)
        {
            text.Append(",\"_deleted\":true");
        }

        if (members.Length > 0)
        {
            text.Append(',').Append(members);
        }

        foreach (var (name, json) in more ?? [])
        {
            text.Append(",\"").Append(name).Append("\":").Append(json);
        }

        return text.Append('}').ToString();
    }

    /// <summary>A text as JSON.</summary>
    public static string Quoted(string text) => JsonSerializer.Serialize(text, Plain);

    /// <summary>Texts as a JSON array.</summary>
    public static string List(IEnumerable<string> texts) => $"[{string.Join(',', texts.Select(Quoted))}]";

    public static string List(IEnumerable<RevisionId> revisions) => List(revisions.Select(r => r.ToString()));

    /// <summary><c>{"start":3,"ids":["c","b","a"]}</c></summary>
    public static string Revisions(IReadOnlyList<RevisionId> path) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"start":{{path[0].Generation}},"ids":{{List(path.Select(r => r.Hash))}}}""");

    /// <param name="contents">By digest, where they are wanted; the others are stubs.</param>
    public static string Attachments(IReadOnlyDictionary<string, Attachment> attachments, IReadOnlyDictionary<string, byte[]>? contents = null) =>
        $"{{{string.Join(',', attachments.Select(a => $"{Quoted(a.Key)}:{One(a.Value, contents?.GetValueOrDefault(a.Value.Digest))}"))}}}";

    static string One(Attachment attachment, byte[]? content) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"content_type":{{Quoted(attachment.ContentType)}},"revpos":{{attachment.RevPos}},"digest":{{Quoted(attachment.Digest)}},{{(content is null ? $"\"length\":{attachment.Length},\"stub\":true" : $"\"data\":\"{Convert.ToBase64String(content)}\"")}}}""");
}
