namespace Marquee.Storage;

/// <summary>
/// The queue in front of the one connection that writes a SQLite store. First come, first served: without it, single inserts
/// beside a bulk load wait for seconds in SQLite's own retry loop, which favours whoever has just written.
/// </summary>
sealed class WriteGate : IDisposable
{
    readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<IDisposable> Enter(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        return new Turn(_turn);
    }

    public void Dispose() => _turn.Dispose();

    sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
