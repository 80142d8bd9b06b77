using System.Globalization;
using System.Text;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>
/// Writes the words of Spark SQL as DuckDB writes them: identifiers in backticks, strings in either quotes with backslash
/// escapes, typed numbers, and the operators <c>&lt;=&gt;</c> and <c>div</c>.
/// </summary>
internal sealed class SparkSqlText
{
    /// <summary>What a number such as 3L becomes: next to a decimal Spark counts its digits, and not those of a cast to bigint.</summary>
    public const string Long = "__spark_long";

    private readonly string _text;
    private readonly StringBuilder _output = new();
    private int _at;

    private SparkSqlText(string text) => _text = text;

    public static string ToDuck(string sparkSql)
    {
        var translation = new SparkSqlText(sparkSql.Trim().TrimEnd(';'));
        translation.Run();
        return translation._output.ToString();
    }

    private void Run()
    {
        while (_at < _text.Length)
        {
            var next = _text[_at];
            if (Follows("--"))
                Skip(_text.IndexOf('\n', _at), 0);
            else if (Follows("/*"))
                Skip(_text.IndexOf("*/", _at, StringComparison.Ordinal), 2);
            else if (next is '\'' or '"')
                _ = _output.Append('\'').Append(Quoted(raw: false).Replace("'", "''", StringComparison.Ordinal)).Append('\'');
            else if (next == '`')
                Identifier();
            else if (Follows("<=>"))
                Write(" is not distinct from ", 3);
            else if (char.IsLetter(next) || next == '_')
                Word();
            else if (char.IsDigit(next) || (next == '.' && char.IsDigit(Peek(1))))
                Number();
            else
                Write(next.ToString(), 1);
        }
    }

    private char Peek(int distance) => _at + distance < _text.Length ? _text[_at + distance] : '\0';

    private bool Follows(string text) => string.CompareOrdinal(_text, _at, text, 0, text.Length) == 0;

    private void Write(string text, int taken)
    {
        _ = _output.Append(text);
        _at += taken;
    }

    private void Skip(int end, int length)
    {
        _at = end < 0 ? _text.Length : end + length;
        _ = _output.Append(' ');
    }

    private void Identifier()
    {
        var name = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            if (_text[_at] == '`' && Peek(1) != '`')
                break;
            if (_text[_at] == '`')
                _at++;
            _ = name.Append(_text[_at]);
        }
        Write(DuckName.Quote(name.ToString()), 1);
    }

    private void Word()
    {
        var end = _at;
        while (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || _text[end] == '_'))
            end++;
        var word = _text[_at..end];
        _at = end;
        var quoted = _at < _text.Length && _text[_at] is '\'' or '"';
        if (quoted && word is "r" or "R")
            _ = _output.Append('\'').Append(Quoted(raw: true).Replace("'", "''", StringComparison.Ordinal)).Append('\'');
        else if (quoted && word is "x" or "X")
            _ = _output.Append("unhex('").Append(Quoted(raw: true)).Append("')");
        else
            _ = _output.Append(SparkWord.ToDuck(word, Written(), _text.AsSpan(_at)));
    }

    /// <summary>The end of what was written, with room for a word and its spaces.</summary>
    private string Written() => _output.ToString(Math.Max(0, _output.Length - 32), Math.Min(_output.Length, 32));

    private void Number()
    {
        var end = _at;
        while (end < _text.Length && (char.IsAsciiDigit(_text[end]) || _text[end] == '.'))
            end++;
        if (end < _text.Length && _text[end] is 'e' or 'E')
        {
            end++;
            if (end < _text.Length && _text[end] is '+' or '-')
                end++;
            while (end < _text.Length && char.IsAsciiDigit(_text[end]))
                end++;
        }
        var digits = _text[_at..end];
        var suffixEnd = end;
        while (suffixEnd < _text.Length && char.IsAsciiLetter(_text[suffixEnd]))
            suffixEnd++;
        var suffix = _text[end..suffixEnd].ToUpperInvariant();
        _at = suffixEnd;
        var isDouble = digits.Contains('e', StringComparison.OrdinalIgnoreCase);
        if (isDouble && suffix == "BD")
            throw SparkEngineException.SqlRefused($"{digits}BD is a decimal with an exponent", "Write the decimal out in digits.");
        // Spark does not count a zero before the point among the digits of a decimal.
        if (digits.Contains('.', StringComparison.Ordinal) && digits.TrimStart('0') is { Length: > 1 } counted)
            digits = counted;
        _ = _output.Append(suffix switch
        {
            "L" => $"{Long}({digits})",
            "S" => $"cast({digits} as smallint)",
            "Y" => $"cast({digits} as tinyint)",
            "D" => $"cast({digits} as double)",
            "F" => $"cast({digits} as float)",
            "BD" => digits,
            "" when isDouble => $"cast({digits} as double)",
            _ => digits + suffix,
        });
    }

    private string Quoted(bool raw)
    {
        var quote = _text[_at];
        var value = new StringBuilder();
        for (_at++; _at < _text.Length && _text[_at] != quote; _at++)
        {
            if (_text[_at] != '\\' || raw || _at + 1 == _text.Length)
                _ = value.Append(_text[_at]);
            else
                Escape(value);
        }
        if (_at == _text.Length)
            throw SparkEngineException.SqlFailed("a string has no end.");
        _at++;
        RefuseAnotherString();
        return value.ToString();
    }

    private void Escape(StringBuilder value)
    {
        if (Code(Peek(1) switch { 'u' => 4, 'U' => 8, _ => 0 }) is { } code)
        {
            _ = value.Append(code);
            return;
        }
        if (Peek(1) is >= '0' and <= '1' && Peek(2) is >= '0' and <= '7' && Peek(3) is >= '0' and <= '7')
        {
            _ = value.Append((char)(((Peek(1) - '0') * 8 + Peek(2) - '0') * 8 + Peek(3) - '0'));
            _at += 3;
            return;
        }
        _at++;
        _ = value.Append(_text[_at] switch
        {
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            'b' => "\b",
            '0' => "\0",
            'Z' => "\u001a",
            '%' => "\\%",
            '_' => "\\_",
            var same => same.ToString(),
        });
    }

    /// <summary>The character that stands there by its hexadecimal number, which is then behind; null where there is none.</summary>
    private string? Code(int digits)
    {
        if (digits == 0 || _at + 1 + digits >= _text.Length
            || !int.TryParse(_text.AsSpan(_at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || (digits == 8 && !Rune.IsValid(code)))
        {
            return null;
        }
        _at += 1 + digits;
        return digits == 4 ? ((char)code).ToString() : char.ConvertFromUtf32(code);
    }

    /// <summary>Spark puts a string together with the one that follows it: 'a''b' is ab to it, and a'b to others.</summary>
    private void RefuseAnotherString()
    {
        var next = _at;
        while (next < _text.Length && char.IsWhiteSpace(_text[next]))
            next++;
        if (next < _text.Length && _text[next] is '\'' or '"')
            throw SparkEngineException.SqlRefused("a string follows a string, which Spark joins where SQL has a quote", "Write \\' for a quote in a string, and || to join two.");
    }
}
