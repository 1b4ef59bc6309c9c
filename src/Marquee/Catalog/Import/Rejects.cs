using System.Globalization;
using System.Text;

namespace Marquee.Catalog.Import;

/// <summary>
/// The lines that could not be used, as a tab-separated file of the generation: file, line, reason, the line itself. Tabs and
/// bytes that are not text are written as escapes. Past the cap lines are only counted.
/// </summary>
sealed class Rejects : IDisposable
{
    const long Cap = 16 * 1024 * 1024;
    const int LongestLine = 4096;
    readonly Lock _lock = new();
    readonly string? _path;
    readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    StreamWriter? _writer;
    long _written;

    /// <param name="path">Made with the first rejected line; appended to when it is there. Null only counts.</param>
    public Rejects(string? path) => _path = path;

    public long Of(string file)
    {
        lock (_lock)
        {
            return _counts.GetValueOrDefault(file);
        }
    }

    public void Add(string file, long line, string reason, ReadOnlySpan<byte> raw)
    {
        lock (_lock)
        {
            _counts[file] = _counts.GetValueOrDefault(file) + 1;
            if (_written >= Cap || _path is null)
            {
                return;
            }

            _writer ??= new StreamWriter(_path, append: true, new UTF8Encoding(false));
            var text = $"{file}\t{line.ToString(CultureInfo.InvariantCulture)}\t{reason}\t{Escaped(raw[..Math.Min(raw.Length, LongestLine)])}\n";
            _writer.Write(text);
            _written += text.Length;
        }
    }

    static string Escaped(ReadOnlySpan<byte> raw)
    {
        var text = new StringBuilder(raw.Length + 16);
        while (!raw.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(raw, out var rune, out var used);
            if (status != System.Buffers.OperationStatus.Done)
            {
                text.Append(CultureInfo.InvariantCulture, $"\\x{raw[0]:x2}");
                used = 1;
            }
            else if (rune.Value == '\t')
            {
                text.Append("\\t");
            }
            else if (rune.Value < ' ')
            {
                text.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
            }
            else
            {
                text.Append(rune.ToString());
            }

            raw = raw[used..];
        }

        return text.ToString();
    }

    public void Dispose() => _writer?.Dispose();
}
