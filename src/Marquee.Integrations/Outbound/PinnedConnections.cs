using System.Net;
using System.Net.Sockets;

namespace Marquee.Integrations.Outbound;

/// <summary>
/// Connects to the very addresses that were looked at: the name is resolved once, here, so a name server cannot answer one thing
/// to the check and another to the connection.
/// </summary>
sealed class PinnedConnections(IReadOnlyList<string> allowed, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, ct);
        if (!Ticked(host, port))
        {
            addresses = Array.FindAll(addresses, a => !ForbiddenAddresses.Has(a));
        }

        if (addresses.Length == 0)
        {
            throw new OutboundFault("outbound.forbidden", ("host", host), ("address", FormattableString.Invariant($"{host}:{port}")));
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    bool Ticked(string host, int port) =>
        allowed.Any(a => a.Equals(host, StringComparison.OrdinalIgnoreCase) || a.Equals(FormattableString.Invariant($"{host}:{port}"), StringComparison.OrdinalIgnoreCase));
}
