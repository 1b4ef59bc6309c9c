using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Marquee.Integrations.Archive;

namespace Marquee.Watching.Export;

/// <summary>Writes an archive piece by piece: one entry a line, so that two archives can be compared line by line.</summary>
sealed class ArchiveText(Stream to) : IDisposable
{
    const int Piece = 64 * 1024;

    readonly ArrayBufferWriter<byte> _buffer = new(2 * Piece);
    readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    bool _any;

    public void Begin() => Raw($"{{\n\"format\": \"{ArchiveFile.Format}\",\n\"version\": {ArchiveFile.Version}");

    public void Section(string name)
    {
        Raw($",\n\"{name}\": [");
        _any = false;
    }

    public ValueTask Entry<T>(T entry, JsonTypeInfo<T> type, CancellationToken ct)
    {
        Raw(_any ? ",\n" : "\n");
        _any = true;
        _json.Reset(_buffer);
        JsonSerializer.Serialize(_json, entry, type);
        _json.Flush();
        return _buffer.WrittenCount < Piece ? ValueTask.CompletedTask : Flush(ct);
    }

    public void EndSection() => Raw(_any ? "\n]" : "]");

    public ValueTask End(CancellationToken ct)
    {
        Raw("\n}\n");
        return Flush(ct);
    }

    async ValueTask Flush(CancellationToken ct)
    {
        await to.WriteAsync(_buffer.WrittenMemory, ct);
        _buffer.ResetWrittenCount();
    }

    void Raw(string text) => Encoding.UTF8.GetBytes(text, _buffer);

    public void Dispose() => _json.Dispose();
}
