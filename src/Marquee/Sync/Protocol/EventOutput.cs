using Marquee.Sync.Changes;

namespace Marquee.Sync.Protocol;

/// <summary>Server-sent events; a browser that connects again says the last one's id.</summary>
sealed class EventOutput(ResponseText response) : IChangeOutput
{
    public Task Row(string row, string sequence, CancellationToken ct) => response.Write($"data: {row}\nid: {sequence}\n\n", ct);

    public Task Flush(CancellationToken ct) => response.Flush(ct);

    public async Task Heartbeat(CancellationToken ct)
    {
        await response.Write("event: heartbeat\ndata: \n\n", ct);
        await response.Flush(ct);
    }

    /// <summary>The browser connects again by itself.</summary>
    public Task End(string last, long pending, CancellationToken ct) => response.Send(ct);
}
