namespace Pipeline.Spark.Sql.Embedded.Rows;

/// <summary>
/// Rows in the text format of PostgreSQL's COPY: a line a row, tab between values, <c>\N</c> for null, backslash escapes.
/// MySQL's LOAD DATA reads the same format.
/// </summary>
/// <remarks>Reading never goes asynchronous: the one who loads has a thread of its own.</remarks>
internal abstract class CopyText : Stream
{
    /// <summary>The rows handed out so far.</summary>
    public long Rows { get; protected set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public abstract override int Read(Span<byte> buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
