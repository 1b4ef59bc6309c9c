namespace Marquee.Integrations.Outbound;

/// <summary>A source could not be asked, or its answer cannot be used. The message is a sentence for the host of the house.</summary>
public sealed class OutboundFault(string sentence, Exception? cause = null) : Exception(sentence, cause)
{
    /// <summary>A breach of our own rules on the way to a connection, which comes out of the client wrapped.</summary>
    internal static OutboundFault? Within(Exception? e) => e as OutboundFault ?? (e?.InnerException is { } inner ? Within(inner) : null);
}
