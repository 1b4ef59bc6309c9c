using System.Threading.Channels;
using Marquee.Integrations.Imdb;

namespace Marquee.Catalog.Import;

/// <summary>What came of one file.</summary>
/// <param name="Rows">Data lines in the file.</param>
/// <param name="Rejected">Of those, lines that could not be used.</param>
/// <param name="Stored">Rows made from the others; a line may make several or none.</param>
public sealed record LoadedFile(string Name, long Rows, long Rejected, long Stored, long Bytes);

/// <summary>
/// Carries one file into its table on four threads: reading and decompressing, parsing, inserting, and giving the rows to the
/// indexes that are made of them. Between them wait a few batches at most, so memory does not grow with the file.
/// </summary>
sealed class FileLoad(IBulkLoader loader, Rejects rejects, ImportMeter meter)
{
    const int Waiting = 4;

    /// <param name="take">Gets every row, on a thread of its own, also those whose key is taken.</param>
    public async Task<LoadedFile> Run(ImdbSource source, FileRows rows, RowTwice? twice, TakeRow? take, CancellationToken ct)
    {
        await using var load = await loader.Load(rows.Table, rows.Columns, ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var full = Channel.CreateBounded<RowBatch>(new BoundedChannelOptions(Waiting) { SingleReader = true, SingleWriter = true });
        var stored = Channel.CreateUnbounded<RowBatch>();
        var spare = Channel.CreateUnbounded<RowBatch>();
        for (var i = 0; i < Waiting + 2; i++)
        {
            spare.Writer.TryWrite(new RowBatch());
        }

        var parse = new FileParse(source, rejects);
        var parsing = Task.Run(() => Parse(parse, rows, full.Writer, spare.Reader, stop.Token), CancellationToken.None);
        var inserting = Task.Run(() => Pass(full.Reader, Insert, stored.Writer, stop.Token), CancellationToken.None);
        var taking = Task.Run(() => Pass(stored.Reader, Take, spare.Writer, stop.Token), CancellationToken.None);
        try
        {
            // What goes wrong goes on to the next stage, so the last one has the reason.
            await taking;
            await inserting;
        }
        finally
        {
            // The table must not be let go of while a thread still writes to it.
            await stop.CancelAsync();
            await Task.WhenAll(parsing, inserting, taking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await parsing;
        if (await load.Finish(ct) is { } doubled)
        {
            await TellTwice(source, rows.Again(), doubled, Twice, ct);
        }

        return new LoadedFile(source.File.Name, parse.Lines, rejects.Of(source.File.Name), load.Stored, source.Bytes);

        void Insert(RowBatch batch)
        {
            load.Write(batch, Twice);
            meter.Read(source, batch.Block.Position, load.Stored);
        }

        void Take(RowBatch batch)
        {
            for (var row = 0; take is not null && row < batch.Rows; row++)
            {
                take(batch, batch.Cells.Slice(row * rows.Columns.Length, rows.Columns.Length));
            }

            batch.Block.Dispose();
        }

        void Twice(RowBatch batch, int row, ReadOnlySpan<long> cells)
        {
            rejects.Add(source.File.Name, batch.FirstLine + batch.Lines[row], ImdbReject.Twice, batch.Line(row));
            twice?.Invoke(batch, row, cells);
        }
    }

    static async Task Parse(FileParse parse, FileRows rows, ChannelWriter<RowBatch> to, ChannelReader<RowBatch> spare, CancellationToken ct)
    {
        try
        {
            var batch = await spare.ReadAsync(ct);
            await foreach (var block in parse.Run((block, line) => batch.Begin(block, line), (line, _, at) => rows.Take(line, batch, at), ct))
            {
                await to.WriteAsync(batch, ct);
                batch = await spare.ReadAsync(ct);
            }

            to.Complete();
        }
        catch (Exception e)
        {
            to.Complete(e);
            throw;
        }
    }

    /// <summary>Reads the file once more for the rows that had a key of an earlier row.</summary>
    async Task TellTwice(ImdbSource source, FileRows rows, DoubledKeys doubled, RowTwice twice, CancellationToken ct)
    {
        meter.Say("catalog.import.doubled", ("file", source.Label));
        using var nowhere = new Rejects(null);
        var batch = new RowBatch();
        var told = 0L;
        await foreach (var block in new FileParse(source, nowhere).Run(batch.Begin, (line, _, at) => rows.Take(line, batch, at), ct))
        {
            for (var row = 0; row < batch.Rows; row++)
            {
                var cells = batch.Cells.Slice(row * rows.Columns.Length, rows.Columns.Length);
                if (doubled.TakenOut(batch, cells))
                {
                    twice(batch, row, cells);
                    told++;
                }
            }

            block.Dispose();
        }

        if (told != doubled.Rows)
        {
            throw new InvalidOperationException($"{doubled.Rows} rows of {source.Label} were taken out for their key where reading again finds {told}.");
        }
    }

    static async Task Pass(ChannelReader<RowBatch> from, Action<RowBatch> through, ChannelWriter<RowBatch> to, CancellationToken ct)
    {
        try
        {
            while (await from.WaitToReadAsync(ct))
            {
                while (from.TryRead(out var batch))
                {
                    ct.ThrowIfCancellationRequested();
                    through(batch);
                    to.TryWrite(batch);
                }
            }

            to.TryComplete();
        }
        catch (Exception e)
        {
            to.TryComplete(e);
            throw;
        }
    }
}

/// <summary>Takes a row on its way to the database.</summary>
delegate void TakeRow(RowBatch batch, ReadOnlySpan<long> cells);
