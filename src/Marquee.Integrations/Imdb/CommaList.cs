namespace Marquee.Integrations.Imdb;

/// <summary>The parts of a field such as <c>nm0001104,nm0000175</c>; an unknown field has none.</summary>
public ref struct CommaList(ReadOnlySpan<byte> field)
{
    ReadOnlySpan<byte> _rest = ImdbFields.Known(field);

    public ReadOnlySpan<byte> Current { get; private set; }

    public readonly CommaList GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var comma = _rest.IndexOf((byte)',');
        Current = comma < 0 ? _rest : _rest[..comma];
        _rest = comma < 0 ? default : _rest[(comma + 1)..];
        return true;
    }
}
