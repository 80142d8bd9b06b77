namespace Pipeline.Spark.Sql.Embedded.Rows;

/// <summary>Cuts COPY text into its lines; a line may be longer than any buffer.</summary>
internal sealed class CopyLines(CopyText text) : IDisposable
{
    private byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Gives the next line without its end, valid until the next call.</summary>
    public bool Next(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = _buffer.AsSpan(_start, searched + length);
                _start += searched + length + 1;
                return true;
            }
            searched = _end - _start;
            if (_ended)
            {
                line = default;
                return false;
            }
            Fill();
        }
    }

    public void Dispose() => text.Dispose();

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_buffer.Length - _end < _buffer.Length / 2)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = text.Read(_buffer.AsSpan(_end));
        _end += read;
        _ended = read == 0;
    }
}
