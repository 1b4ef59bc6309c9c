namespace Marquee.Integrations.Imdb;

/// <summary>The lines of a block, without their line ends; a carriage return before the end belongs to the end.</summary>
public ref struct ImdbLines(LineBlock block)
{
    ReadOnlySpan<byte> _rest = block.Bytes.AsSpan(0, block.Length);

    public ReadOnlySpan<byte> Current { get; private set; }

    public readonly ImdbLines GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var end = _rest.IndexOf((byte)'\n');
        var line = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        Current = line.Length > 0 && line[^1] == '\r' ? line[..^1] : line;
        return true;
    }
}
