using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;

namespace Marquee.Integrations.Outbound;

/// <summary>
/// One HTTP client for each outside system, kept as long as the program. No proxy, no cookies, no decompression: what comes is
/// what the source sent, from the address that was looked at.
/// </summary>
public sealed class OutboundClients(IOptions<OutboundOptions> options, TimeProvider time) : IDisposable
{
    static readonly string Version = typeof(OutboundClients).Assembly.GetName().Version!.ToString(3);
    readonly ConcurrentDictionary<string, Lazy<HttpClient>> _clients = new(StringComparer.Ordinal);

    /// <param name="source">The name of the outside system. Its first caller sets its limits.</param>
    /// <param name="limits">How it is to be treated.</param>
    /// <param name="ticked">Host and port of one connection that a host has ticked, so that it may lie on this machine; it is part of the source's name then.</param>
    public HttpClient For(string source, SourceLimits limits, string? ticked = null) => _clients.GetOrAdd(source, _ => new Lazy<HttpClient>(() => Make(limits, ticked))).Value;

    HttpClient Make(SourceLimits limits, string? ticked)
    {
        var connections = new PinnedConnections(ticked is null ? options.Value.Allowed : [.. options.Value.Allowed, ticked], Dns.GetHostAddressesAsync);
        var client = new HttpClient(new OutboundHandler(limits, time, new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = limits.Timeout,
            // Names are resolved anew from time to time.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = connections.Connect,
        }))
        {
            // The limits above decide.
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = limits.AnswerBytes,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd(options.Value.Contact is { } contact ? $"Marquee/{Version} ({contact})" : $"Marquee/{Version}");
        return client;
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values.Where(c => c.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }
}
