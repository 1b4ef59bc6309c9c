using System.IO.Compression;
using System.Text;
using Marquee.Integrations.Imdb;

namespace Marquee.Integrations.Tests.Imdb;

public sealed class LineBlocksTests
{
    /// <summary>Bytes that make trouble: quotes, tabs, carriage returns, empty fields, \N, and letters of one to four bytes.</summary>
    static readonly string[] Pieces = ["\"", "'", "\t", "\t", "\t", "\\N", "\n", "\n", "\r\n", "\r", "", "a", "ß", "語", "🎬", "tt0000001", " ", "x,y"];

    [Theory]
    [InlineData(1, 64)]
    [InlineData(2, 64)]
    [InlineData(3, 17)]
    [InlineData(4, 200)]
    [InlineData(5, 4096)]
    [InlineData(6, 33)]
    public async Task The_fast_reader_gives_the_lines_of_the_plain_one(int seed, int size)
    {
        for (var round = 0; round < 200; round++)
        {
            var random = new Random(seed * 1000 + round);
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 400)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            var bytes = Encoding.UTF8.GetBytes(text);
            Assert.Equal(Plain(bytes, size), await Fast(bytes, size));
        }
    }

    [Fact]
    public async Task A_gzip_file_of_several_members_is_read_to_its_end()
    {
        var bytes = new[] { "one\ntwo\nthr", "ee\n", "four" }.SelectMany(part => Gzip(Encoding.UTF8.GetBytes(part))).ToArray();
        Assert.Equal(["one", "two", "three", "four"], await Fast(bytes, 64, "x.tsv.gz"));
    }

    [Fact]
    public async Task A_gzip_file_that_was_cut_short_is_noticed()
    {
        var random = new Random(7);
        var whole = Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(_ => $"tt{random.Next()}\n"))));
        await Assert.ThrowsAsync<InvalidDataException>(() => Fast(whole[..(whole.Length / 2)], 4096, "x.tsv.gz"));
        await Assert.ThrowsAsync<InvalidDataException>(() => Fast(whole[..^12], 4096, "x.tsv.gz"));
    }

    [Fact]
    public async Task What_is_no_gzip_is_noticed() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => Fast("<html>Not found</html>"u8.ToArray(), 4096, "x.tsv.gz"));

    [Fact]
    public async Task A_line_longer_than_a_block_comes_shortened_and_marked_and_the_next_one_whole()
    {
        var bytes = Encoding.UTF8.GetBytes($"before\n{new string('x', 500)}\nafter\nlast");
        var lines = new List<(string, bool)>();
        await foreach (var block in new LineBlocks(Source(bytes, "x.tsv"), 64).Read(CancellationToken.None))
        {
            foreach (var line in new ImdbLines(block))
            {
                lines.Add((Encoding.UTF8.GetString(line), block.Overlong));
            }
        }

        Assert.Equal([("before", false), (new string('x', 64), true), ("after", false), ("last", false)], lines);
    }

    [Fact]
    public async Task Who_stops_reading_early_leaves_nothing_running()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i}\n")));
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var block in new LineBlocks(Source(bytes, "x.tsv"), 128).Read(cancel.Token))
            {
                block.Dispose();
                await cancel.CancelAsync();
            }
        });
        await foreach (var block in new LineBlocks(Source(bytes, "x.tsv"), 128).Read(CancellationToken.None))
        {
            block.Dispose();
            break;
        }
    }

    static async Task<List<string>> Fast(byte[] bytes, int size, string label = "x.tsv")
    {
        var lines = new List<string>();
        await foreach (var block in new LineBlocks(Source(bytes, label), size).Read(CancellationToken.None))
        {
            using (block)
            {
                foreach (var line in new ImdbLines(block))
                {
                    lines.Add(Encoding.UTF8.GetString(line));
                }
            }
        }

        return lines;
    }

    /// <summary>The twin: splits text as anyone would write it.</summary>
    static List<string> Plain(byte[] bytes, int longest)
    {
        var text = Encoding.Latin1.GetString(bytes);
        var lines = text.Split('\n').ToList();
        if (lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        // A line that does not fit into a block with its end is shortened to the block, and so loses its carriage return.
        return [.. lines.Select((line, at) =>
        {
            var ended = at < lines.Count - 1 || text.EndsWith('\n');
            var cut = line.Length + (ended ? 1 : 0) > longest ? line[..longest] : line;
            return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(cut.EndsWith('\r') ? cut[..^1] : cut));
        })];
    }

    static ImdbSource Source(byte[] bytes, string label) => new(ImdbFile.Basics, label, bytes.Length, () => new MemoryStream(bytes));

    static byte[] Gzip(byte[] bytes)
    {
        using var to = new MemoryStream();
        using (var zip = new GZipStream(to, CompressionLevel.Fastest))
        {
            zip.Write(bytes);
        }

        return to.ToArray();
    }
}
