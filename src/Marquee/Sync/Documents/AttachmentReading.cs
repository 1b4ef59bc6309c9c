using System.Text.Json;

namespace Marquee.Sync.Documents;

/// <summary>Reads <c>_attachments</c>: contents in base64 and stubs. Contents that follow in a multipart body are not understood.</summary>
static class AttachmentReading
{
    public static IReadOnlyList<IncomingAttachment> Read(JsonElement attachments, int mostBytes)
    {
        if (attachments.ValueKind != JsonValueKind.Object)
        {
            throw new ProtocolRefusal(400, "doc_validation", "_attachments must be an object");
        }

        return [.. attachments.EnumerateObject().Select(a => Read(a.Name, a.Value, mostBytes))];
    }

    static IncomingAttachment Read(string name, JsonElement attachment, int mostBytes)
    {
        Check(name);
        if (attachment.ValueKind != JsonValueKind.Object)
        {
            throw new ProtocolRefusal(400, "doc_validation", "Attachment must be an object");
        }

        if (Is(attachment, "follows"))
        {
            throw ProtocolRefusal.NotSupported("Attachments are sent as base64 in the document, not in a multipart body.");
        }

        return new IncomingAttachment(
            name, Text(attachment, "content_type"),
            Is(attachment, "stub") ? null : Content(name, attachment, mostBytes),
            Text(attachment, "digest"),
            attachment.TryGetProperty("revpos", out var at) && at.ValueKind == JsonValueKind.Number && at.TryGetInt32(out var generation) ? generation : null);
    }

    /// <exception cref="ProtocolRefusal">No attachment may be called so.</exception>
    public static void Check(string name)
    {
        if (name.StartsWith('_'))
        {
            throw ProtocolRefusal.BadRequest($"Attachment name '{name}' starts with prohibited character '_'");
        }

        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal))
        {
            throw ProtocolRefusal.BadRequest("Attachment name is not UTF-8 encoded");
        }
    }

    public static void Check(string name, long length, int mostBytes)
    {
        if (length > mostBytes)
        {
            throw new ProtocolRefusal(413, "attachment_too_large", $"Attachment '{name}' is larger than {mostBytes} bytes");
        }
    }

    static byte[] Content(string name, JsonElement attachment, int mostBytes)
    {
        if (!attachment.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.String || !data.TryGetBytesFromBase64(out var content))
        {
            throw ProtocolRefusal.BadRequest("Invalid attachment data for " + name);
        }

        Check(name, content.Length, mostBytes);
        return content;
    }

    static bool Is(JsonElement attachment, string mark) => attachment.TryGetProperty(mark, out var value) && value.ValueKind == JsonValueKind.True;

    static string? Text(JsonElement attachment, string name) => attachment.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
