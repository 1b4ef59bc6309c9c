using System.Text;
using Marquee.Integrations.Exports;
using static Marquee.Integrations.Tests.Exports.ExportSamples;

namespace Marquee.Integrations.Tests.Exports;

public sealed class ExportRefusalTests
{
    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \r\n\n", "empty")]
    [InlineData("PK\u0003\u0004...", "archive.damaged")]
    [InlineData("<!DOCTYPE html><html><body>Sign in</body></html>", "webPage")]
    [InlineData("\n  <html lang=\"en\">", "webPage")]
    [InlineData("<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", "rss")]
    [InlineData("{\"ratings\": []}", "json.unknown")]
    [InlineData("tconst\taverageRating\tnumVotes\ntt0000001\t5.7\t2000\n", "dataset")]
    [InlineData("titleId\tordering\ttitle\ntt0000001\t1\tx\n", "dataset")]
    [InlineData("Title,Date\n", "noRows")]
    [InlineData("{\"ratings\": [", "json.damaged")]
    [InlineData("[1, 2, 3]", "json.unknown")]
    [InlineData("Mood,Weather\nblue,rain\n", "noHeader")]
    [InlineData("hello world", "noHeader")]
    [InlineData("Const,Your Rating,Title\n", "noRows")]
    public void A_file_that_is_no_export_is_named(string text, string expected) => Assert.Equal("exports." + expected, Refused(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Compressed_and_binary_files_are_named()
    {
        Assert.Equal("exports.gzip", Refused([0x1F, 0x8B, 8, 0]));
        Assert.Equal("exports.oldExcel", Refused([0xD0, 0xCF, 0x11, 0xE0, 0, 0]));
        Assert.Equal("exports.notText", Refused([1, 0, 2, 3, 0, 0, 0, 4]));
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_without_reading_it_whole()
    {
        await using var endless = new Endless();
        Assert.Equal("exports.tooLarge", Assert.IsType<UnreadableExport>(await ExportReader.Read(endless, "", CancellationToken.None)).Why.Code);
        Assert.InRange(endless.Given, ExportLimits.Bytes, ExportLimits.Bytes + 100_000);
    }

    sealed class Endless : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
