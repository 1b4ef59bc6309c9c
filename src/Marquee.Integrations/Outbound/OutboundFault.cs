namespace Marquee.Integrations.Outbound;

/// <summary>
/// A source could not be asked, or its answer cannot be used. Says so by a code and what fills the gaps of its sentence, which
/// stands in the message files of the product.
/// </summary>
public sealed class OutboundFault(Exception? cause, string code, params IReadOnlyList<(string Name, object Value)> values)
    : Exception($"{code} ({string.Join(", ", values.Select(v => $"{v.Name}: {v.Value}"))})", cause)
{
    public OutboundFault(string code, params IReadOnlyList<(string Name, object Value)> values) : this(null, code, values)
    {
    }

    public string Code { get; } = code;

    public IReadOnlyList<(string Name, object Value)> Values { get; } = values;

    /// <summary>A breach of our own rules on the way to a connection, which comes out of the client wrapped.</summary>
    internal static OutboundFault? Within(Exception? e) => e as OutboundFault ?? (e?.InnerException is { } inner ? Within(inner) : null);
}
