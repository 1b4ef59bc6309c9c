using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Marquee.Integrations.Imdb;
using Marquee.Storage;

namespace Marquee.Catalog.Import;

/// <summary>Takes a line; the same as <see cref="FileRows.Take"/> for files that become no rows.</summary>
/// <param name="at">How many lines into the block the line is.</param>
delegate string? TakeLine(ReadOnlySpan<byte> line, LineBlock block, int at);

/// <summary>Hands every data line of a file to whoever takes it and keeps those that cannot be used.</summary>
sealed class FileParse(ImdbSource source, Rejects rejects)
{
    /// <summary>Data lines so far, usable or not; the header is not counted.</summary>
    public long Lines { get; private set; }

    /// <summary>Calls <paramref name="begin"/> and then <paramref name="take"/> for each line of a block, block by block.</summary>
    /// <returns>The blocks, after their lines were taken; the caller gives them back.</returns>
    /// <exception cref="Refusal">The header is not IMDb's, or the compressed file is damaged.</exception>
    public async IAsyncEnumerable<LineBlock> Run(Action<LineBlock, long> begin, TakeLine take, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var blocks = new LineBlocks(source).Read(ct).GetAsyncEnumerator(ct);
        var headed = false;
        while (await Next(blocks))
        {
            var block = blocks.Current;
            begin(block, Lines + 2);
            Take(block, take, ref headed);
            yield return block;
        }

        if (!headed)
        {
            throw Empty();
        }
    }

    Refusal Empty() => new("catalog.file.empty", ("file", source.Label));

    /// <summary>Looks at the first line only, so that a wrong file is refused before hours of work and not after.</summary>
    /// <exception cref="Refusal">The header is not IMDb's, or the compressed file is damaged.</exception>
    public async Task LookAtHeader(CancellationToken ct)
    {
        await using var blocks = new LineBlocks(source, 16 * 1024).Read(ct).GetAsyncEnumerator(ct);
        if (!await Next(blocks))
        {
            throw Empty();
        }

        using var block = blocks.Current;
        var lines = new ImdbLines(block);
        CheckHeader(lines.MoveNext() ? lines.Current : default);
    }

    void Take(LineBlock block, TakeLine take, ref bool headed)
    {
        var valid = IsText(block.Bytes.AsSpan(0, block.Length));
        var at = 0;
        foreach (var line in new ImdbLines(block))
        {
            if (!headed)
            {
                CheckHeader(line);
                headed = true;
                continue;
            }

            var reason = block.Overlong ? ImdbReject.Overlong
                : valid || IsText(line) ? take(line, block, at)
                : ImdbReject.Encoding;
            if (reason is not null)
            {
                rejects.Add(source.File.Name, Lines + 2, reason, line);
            }

            at++;
            Lines++;
        }
    }

    /// <summary>PostgreSQL holds no zero byte in a text, so neither engine gets one.</summary>
    static bool IsText(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) && !bytes.Contains((byte)0);

    void CheckHeader(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            line = line[3..];
        }

        if (!line.SequenceEqual(Encoding.UTF8.GetBytes(source.File.Header)))
        {
            throw new Refusal("catalog.file.wrongHeader", ("file", source.Label), ("name", source.File.Name), ("header", source.File.Header.Replace('\t', ' ')));
        }
    }

    async ValueTask<bool> Next(IAsyncEnumerator<LineBlock> blocks)
    {
        try
        {
            return await blocks.MoveNextAsync();
        }
        catch (InvalidDataException e)
        {
            throw new Refusal(e, "catalog.file.cutShort", ("file", source.Label), ("count", Lines));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new Refusal(e, "catalog.file.unreadable", ("file", source.Label), ("why", e.Message));
        }
    }
}
