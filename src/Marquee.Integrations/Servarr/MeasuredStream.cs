namespace Marquee.Integrations.Servarr;

/// <summary>An answer as it comes in, which ends with <see cref="AnswerTooLarge"/> when one piece of it gets larger than any such piece.</summary>
sealed class MeasuredStream(Stream inner, long mostBytes) : Stream
{
    long _bytes;

    /// <summary>The first sign that is no space, by which a list is told from anything else; 0 when nothing came.</summary>
    public byte First { get; private set; }

    /// <summary>A piece has been read, and the next one may have its full size again.</summary>
    public void NextPiece() => _bytes = 0;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        if (First == 0 && buffer.Span[..read].IndexOfAnyExcept(" \t\r\n\uFEFF"u8) is >= 0 and var at)
        {
            First = buffer.Span[at];
        }

        _bytes += read;
        return _bytes > mostBytes ? throw new AnswerTooLarge(mostBytes) : read;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

sealed class AnswerTooLarge(long mostBytes) : Exception
{
    public long MostBytes { get; } = mostBytes;
}
