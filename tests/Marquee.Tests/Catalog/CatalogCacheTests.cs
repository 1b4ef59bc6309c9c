using Marquee.Catalog;

namespace Marquee.Tests.Catalog;

public sealed class CatalogCacheTests : IDisposable
{
    readonly CatalogCache _cache = new();

    [Fact]
    public async Task Of_those_who_ask_at_once_one_reads()
    {
        var (reads, gate) = (0, new TaskCompletionSource());
        var asked = Enumerable.Range(0, 5).Select(_ => _cache.Of("a", async () =>
        {
            reads++;
            await gate.Task;
            return "read";
        }, text => text.Length, default).AsTask()).ToArray();
        gate.SetResult();
        Assert.All(await Task.WhenAll(asked), text => Assert.Equal("read", text));
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task When_the_one_that_reads_gives_up_the_next_one_reads()
    {
        var gate = new TaskCompletionSource();
        var first = _cache.Of("a", async () =>
        {
            await gate.Task;
            return "";
        }, _ => 0L, default).AsTask();
        var second = _cache.Of("a", () => Task.FromResult("read"), _ => 0L, default).AsTask();
        gate.SetCanceled();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("read", await second);
    }

    [Fact]
    public async Task A_fault_reaches_all_who_wait_and_nobody_later()
    {
        var gate = new TaskCompletionSource();
        var first = _cache.Of("a", async () =>
        {
            await gate.Task;
            return "";
        }, _ => 0L, default).AsTask();
        var second = _cache.Of("a", () => Task.FromResult("never asked"), _ => 0L, default).AsTask();
        gate.SetException(new IOException("no disk"));
        await Assert.ThrowsAsync<IOException>(() => first);
        await Assert.ThrowsAsync<IOException>(() => second);
        Assert.Equal("read", await _cache.Of("a", () => Task.FromResult("read"), _ => 0L, default));
    }

    [Fact]
    public async Task What_is_new_has_room_in_a_full_cache_and_what_was_asked_for_long_ago_goes()
    {
        for (var n = 0; n < 200; n++)
        {
            await _cache.Of(n, () => Task.FromResult("kept"), _ => 1L << 20, default);
        }

        await _cache.Of("large", () => Task.FromResult("kept"), _ => 6L << 20, default);
        Assert.Equal("kept", await _cache.Of("large", () => Task.FromResult("read again"), _ => 6L << 20, default));
        Assert.Equal("kept", await _cache.Of(199, () => Task.FromResult("read again"), _ => 1L << 20, default));
        Assert.Equal("read again", await _cache.Of(0, () => Task.FromResult("read again"), _ => 1L << 20, default));
    }

    [Fact]
    public async Task What_is_larger_than_the_room_pushes_nothing_out()
    {
        await _cache.Of("small", () => Task.FromResult("kept"), _ => 1, default);
        await _cache.Of("vast", () => Task.FromResult("kept"), _ => 1L << 30, default);
        Assert.Equal("kept", await _cache.Of("small", () => Task.FromResult("read again"), _ => 1, default));
    }

    [Fact]
    public async Task Who_waits_may_give_up()
    {
        var (gate, stop) = (new TaskCompletionSource(), new CancellationTokenSource());
        var first = _cache.Of("a", async () =>
        {
            await gate.Task;
            return "read";
        }, _ => 0L, default).AsTask();
        var second = _cache.Of("a", () => Task.FromResult(""), _ => 0L, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        gate.SetResult();
        Assert.Equal("read", await first);
    }

    public void Dispose() => _cache.Dispose();
}
