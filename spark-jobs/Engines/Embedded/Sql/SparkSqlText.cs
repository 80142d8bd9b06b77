using System.Text;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>
/// Writes the words of Spark SQL as DuckDB writes them: identifiers in backticks, strings in either quotes with backslash
/// escapes, typed numbers, and the operators <c>&lt;=&gt;</c> and <c>div</c>.
/// </summary>
internal sealed class SparkSqlText
{
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
        Write($"\"{name.Replace("\"", "\"\"")}\"", 1);
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
            _ = _output.Append(word.Equals("div", StringComparison.OrdinalIgnoreCase) ? "//" : word);
    }

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
        _ = _output.Append(suffix switch
        {
            "L" => $"cast({digits} as bigint)",
            "S" => $"cast({digits} as smallint)",
            "Y" => $"cast({digits} as tinyint)",
            "D" => $"cast({digits} as double)",
            "F" => $"cast({digits} as float)",
            "BD" => digits,
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
            {
                _ = value.Append(_text[_at]);
                continue;
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
        if (_at == _text.Length)
            throw SparkEngineException.SqlFailed("a string has no end.");
        _at++;
        return value.ToString();
    }
}
