using Marquee.Sync.Changes;
using Marquee.Sync.Documents;

namespace Marquee.Sync.Protocol;

/// <summary>A line a change; blank lines are its signs of life.</summary>
sealed class LineOutput(ResponseText response) : IChangeOutput
{
    public Task Row(string row, string sequence, CancellationToken ct) => response.Write(row + "\n", ct);

    public Task Flush(CancellationToken ct) => response.Flush(ct);

    public async Task Heartbeat(CancellationToken ct)
    {
        await response.Write("\n", ct);
        await response.Flush(ct);
    }

    public async Task End(string last, long pending, CancellationToken ct)
    {
        await response.Write($"{{\"last_seq\":{DocumentText.Quoted(last)},\"pending\":{pending}}}\n", ct);
        await response.Send(ct);
    }
}
