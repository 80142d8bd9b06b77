namespace Pipeline.Spark.Sql.Embedded.Rows;

/// <summary>
/// Turns the two escapes of COPY that LOAD DATA does not know, <c>\f</c> and <c>\v</c>, into the bytes they stand for; LOAD DATA
/// would drop the backslash and keep the letter. Works in place, chunk by chunk; an escape may be cut between two chunks.
/// </summary>
internal struct MySqlEscapes
{
    private bool _cut;

    /// <summary>Tells how many bytes to leave free at the start of the next chunk: 1 after a cut escape.</summary>
    public readonly int Carried => _cut ? 1 : 0;

    /// <summary>Translates a chunk.</summary>
    /// <param name="chunk">The bytes, the first <see cref="Carried"/> of them free.</param>
    /// <param name="isLast">True when nothing follows.</param>
    /// <returns>How many bytes of the chunk are ready.</returns>
    public int Translate(Span<byte> chunk, bool isLast)
    {
        if (_cut)
            chunk[0] = (byte)'\\';
        _cut = false;

        var read = chunk.IndexOf((byte)'\\');
        if (read < 0)
            return chunk.Length;

        var written = read;
        while (read < chunk.Length)
        {
            if (read + 1 == chunk.Length)
            {
                _cut = !isLast;
                if (isLast)
                    chunk[written++] = (byte)'\\';
                break;
            }
            var letter = chunk[read + 1];
            if (letter == (byte)'f')
                chunk[written++] = (byte)'\f';
            else if (letter == (byte)'v')
                chunk[written++] = (byte)'\v';
            else
            {
                chunk[written] = (byte)'\\';
                chunk[written + 1] = letter;
                written += 2;
            }
            read += 2;

            var plain = chunk[read..].IndexOf((byte)'\\');
            if (plain < 0)
                plain = chunk.Length - read;
            if (read != written)
                chunk.Slice(read, plain).CopyTo(chunk[written..]);
            read += plain;
            written += plain;
        }
        return written;
    }
}
