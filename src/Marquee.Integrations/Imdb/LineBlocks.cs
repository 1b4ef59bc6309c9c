using System.Buffers;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Marquee.Integrations.Imdb;

/// <summary>
/// Cuts a file into blocks of whole lines. Reading and decompressing run on a thread of their own, a few blocks ahead of
/// whoever parses them.
/// </summary>
/// <param name="size">Bytes a block; also the longest line that can be read.</param>
public sealed class LineBlocks(ImdbSource source, int size = LineBlocks.Usual)
{
    public const int Usual = 512 * 1024;
    const int Ahead = 6;

    /// <exception cref="InvalidDataException">A compressed file is damaged or cut short.</exception>
    public async IAsyncEnumerable<LineBlock> Read([EnumeratorCancellation] CancellationToken ct)
    {
        var blocks = Channel.CreateBounded<LineBlock>(new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var reading = Task.Factory.StartNew(() => Fill(blocks.Writer, stop.Token), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        try
        {
            while (await blocks.Reader.WaitToReadAsync(ct))
            {
                while (blocks.Reader.TryRead(out var block))
                {
                    yield return block;
                }
            }

            await reading;
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            while (blocks.Reader.TryRead(out var unread))
            {
                unread.Dispose();
            }
        }
    }

    async Task Fill(ChannelWriter<LineBlock> to, CancellationToken ct)
    {
        try
        {
            await using var stored = source.Open();
            await using var text = source.Text(stored);
            var rest = ArrayPool<byte>.Shared.Rent(size);
            var carried = 0;
            var skipping = false;
            var first = true;
            while (true)
            {
                ct.ThrowIfCancellationRequested();
                var bytes = rest;
                // A pooled array may be larger than asked for; a block is not.
                var length = carried + text.ReadAtLeast(bytes.AsSpan(carried, size - carried), size - carried, throwOnEndOfStream: false);
                var ended = length < size;
                var position = stored.CanSeek ? stored.Position : 0;
                if (skipping)
                {
                    var end = bytes.AsSpan(0, length).IndexOf((byte)'\n');
                    skipping = end < 0 && !ended;
                    carried = end < 0 ? 0 : length - end - 1;
                    bytes.AsSpan(length - carried, carried).CopyTo(bytes);
                    if (!ended)
                    {
                        continue;
                    }

                    length = carried;
                }

                var cut = bytes.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
                var overlong = cut == 0 && !ended;
                var whole = ended || overlong ? length : cut;
                carried = length - whole;
                rest = ArrayPool<byte>.Shared.Rent(size);
                bytes.AsSpan(whole, carried).CopyTo(rest);
                var block = new LineBlock(bytes, whole, ended && source.Bytes > 0 ? source.Bytes : position, first, overlong);
                first = false;
                skipping = overlong;
                if (whole > 0)
                {
                    await to.WriteAsync(block, ct);
                }

                if (ended)
                {
                    ArrayPool<byte>.Shared.Return(rest);
                    to.Complete();
                    return;
                }
            }
        }
        catch (Exception e)
        {
            to.Complete(e);
        }
    }
}
