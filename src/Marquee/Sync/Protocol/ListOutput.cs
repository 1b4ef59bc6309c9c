using Marquee.Sync.Changes;
using Marquee.Sync.Documents;

namespace Marquee.Sync.Protocol;

/// <summary>One JSON object with an array of changes; blank lines are its signs of life.</summary>
sealed class ListOutput(ResponseText response) : IChangeOutput
{
    bool _open;
    bool _any;

    public async Task Row(string row, string sequence, CancellationToken ct)
    {
        await Open(ct);
        await response.Write(_any ? ",\n" + row : row, ct);
        _any = true;
    }

    /// <summary>Also without a change: a client sees that it waits in the right place.</summary>
    public async Task Flush(CancellationToken ct)
    {
        await Open(ct);
        await response.Flush(ct);
    }

    public async Task Heartbeat(CancellationToken ct)
    {
        await response.Write("\n", ct);
        await response.Flush(ct);
    }

    public async Task End(string last, long pending, CancellationToken ct)
    {
        await Open(ct);
        await response.Write($"\n],\n\"last_seq\":{DocumentText.Quoted(last)},\"pending\":{pending}}}\n", ct);
        await response.Send(ct);
    }

    Task Open(CancellationToken ct)
    {
        var begin = _open ? "" : "{\"results\":[\n";
        _open = true;
        return response.Write(begin, ct);
    }
}
