using System.Buffers;
using System.Globalization;
using System.Text;

namespace Pipeline.Spark.Sql.Embedded.Rows;

/// <summary>Writes values in COPY's text format into memory.</summary>
internal sealed class CopyTextWriter(CopyDialect dialect)
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("\\\t\n\r"u8);
    private readonly ByteBuffer _output = new(128 * 1024);

    public ReadOnlySpan<byte> Written => _output.Written;

    public void Clear() => _output.CutTo(0);

    public void Separate() => _output.Add("\t"u8);

    public void EndRow() => _output.Add("\n"u8);

    public void Null() => _output.Add("\\N"u8);

    /// <summary>A value whose text needs no escapes.</summary>
    public void Plain<T>(T value, ReadOnlySpan<char> format)
        where T : IUtf8SpanFormattable
    {
        const int longest = 64;
        if (!value.TryFormat(_output.GetSpan(longest), out var length, format, CultureInfo.InvariantCulture))
            throw new InvalidOperationException($"A {typeof(T).Name} takes more than {longest} bytes.");
        _output.Advance(length);
    }

    public void Text(string text)
    {
        var start = _output.Count;
        _ = Encoding.UTF8.GetBytes(text, _output);
        if (_output.Written[start..].ContainsAny(Special))
            EscapeFrom(start);
    }

    public void Binary(ReadOnlySpan<byte> bytes)
    {
        if (dialect == CopyDialect.Postgres)
            _output.Add("\\\\x"u8);
        var target = _output.GetSpan(bytes.Length * 2);
        _ = Convert.TryToHexStringLower(bytes, target, out var written);
        _output.Advance(written);
    }

    private void EscapeFrom(int start)
    {
        var plain = _output.Written[start..].ToArray().AsSpan();
        _output.CutTo(start);
        while (plain.IndexOfAny(Special) is var at and >= 0)
        {
            _output.Add(plain[..at]);
            _output.Add(plain[at] switch
            {
                (byte)'\t' => "\\t"u8,
                (byte)'\n' => "\\n"u8,
                (byte)'\r' => "\\r"u8,
                _ => "\\\\"u8,
            });
            plain = plain[(at + 1)..];
        }
        _output.Add(plain);
    }
}
