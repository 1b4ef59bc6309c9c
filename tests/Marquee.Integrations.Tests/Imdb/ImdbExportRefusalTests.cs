using System.Text;
using Marquee.Integrations.Imdb;
using static Marquee.Integrations.Tests.Imdb.ImdbExportSamples;

namespace Marquee.Integrations.Tests.Imdb;

public sealed class ImdbExportRefusalTests
{
    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \r\n\n", "empty")]
    [InlineData("PK\u0003\u0004...", "zip")]
    [InlineData("<!DOCTYPE html><html><body>Sign in</body></html>", "webPage")]
    [InlineData("\n  <html lang=\"en\">", "webPage")]
    [InlineData("<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", "rss")]
    [InlineData("{\"ratings\": []}", "json")]
    [InlineData("tconst\taverageRating\tnumVotes\ntt0000001\t5.7\t2000\n", "dataset")]
    [InlineData("titleId\tordering\ttitle\ntt0000001\t1\tx\n", "dataset")]
    [InlineData("Date,Name,Year,Letterboxd URI,Rating\n2020-01-01,X,2000,https://boxd.it/1,4\n", "letterboxd")]
    [InlineData("Title,Date\n\"Nordlys: Season 1\",1/2/20\n", "netflix")]
    [InlineData("Title,Your Rating\nNordlys,7\n", "noConst")]
    [InlineData("hello world", "noHeader")]
    [InlineData("Const,Your Rating,Title\n", "noRows")]
    public void A_file_that_is_no_export_is_named(string text, string expected) => Assert.Equal("imdbExport." + expected, Refused(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Compressed_and_binary_files_are_named()
    {
        Assert.Equal("imdbExport.gzip", Refused([0x1F, 0x8B, 8, 0]));
        Assert.Equal("imdbExport.oldExcel", Refused([0xD0, 0xCF, 0x11, 0xE0, 0, 0]));
        Assert.Equal("imdbExport.notText", Refused([1, 0, 2, 3, 0, 0, 0, 4]));
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_without_reading_it_whole()
    {
        await using var endless = new Endless();
        Assert.Equal("imdbExport.tooLarge", Assert.IsType<UnreadableExport>(await ImdbExportFile.Read(endless, CancellationToken.None)).Why.Code);
        Assert.InRange(endless.Given, ImdbExportFile.MostBytes, ImdbExportFile.MostBytes + 100_000);
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
