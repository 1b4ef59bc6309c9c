namespace Marquee.Sync.Changes;

/// <summary>Where a feed goes to: the forms in which it is sent differ.</summary>
public interface IChangeOutput
{
    /// <param name="row">As JSON.</param>
    Task Row(string row, string sequence, CancellationToken ct);

    /// <summary>Sends what there is, so that a reader who waits has it.</summary>
    Task Flush(CancellationToken ct);

    Task Heartbeat(CancellationToken ct);

    /// <param name="last">Where the reader goes on from.</param>
    /// <param name="pending">Changes that lie behind it.</param>
    Task End(string last, long pending, CancellationToken ct);
}
