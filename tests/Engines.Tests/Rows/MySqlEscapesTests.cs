using System.Text;
using Pipeline.Spark.Sql.Embedded.Rows;

namespace Pipeline.Engines.Tests.Rows;

public sealed class MySqlEscapesTests
{
    private static readonly string[] Pieces =
        ["\\f", "\\v", "\\\\", "\\n", "\\t", "\\b", "\\N", "a", "f", "v", "ж", "\t", "\n", "long plain text without any escape "];

    private static readonly Gen<string> Texts = Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[0, 60].Select(string.Concat);

    [Fact]
    public void However_the_text_is_cut_the_two_escapes_become_bytes_and_nothing_else_changes() =>
        Gen.Select(Texts, Gen.Int[2, 40]).Sample((text, size) => Translate(text, size).ShouldBe(Plainly(text)));

    [Fact]
    public void An_escaped_backslash_before_the_letter_f_stays() => Translate(@"\\f", 2).ShouldBe(@"\\f");

    [Fact]
    public void An_escape_across_two_chunks_is_one_escape() => Translate(@"a\fb", 2).ShouldBe("a\fb");

    private static string Translate(string text, int size)
    {
        var input = Encoding.UTF8.GetBytes(text).AsSpan();
        var output = new MemoryStream();
        var escapes = default(MySqlEscapes);
        var chunk = new byte[size];
        do
        {
            var carried = escapes.Carried;
            var taken = Math.Min(size - carried, input.Length);
            input[..taken].CopyTo(chunk.AsSpan(carried));
            input = input[taken..];
            var ready = escapes.Translate(chunk.AsSpan(0, carried + taken), isLast: input.IsEmpty);
            output.Write(chunk, 0, ready);
        }
        while (!input.IsEmpty || escapes.Carried > 0);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static string Plainly(string text)
    {
        var output = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\' || at + 1 == text.Length)
            {
                _ = output.Append(text[at]);
                continue;
            }
            at++;
            _ = text[at] switch
            {
                'f' => output.Append('\f'),
                'v' => output.Append('\v'),
                var other => output.Append('\\').Append(other),
            };
        }
        return output.ToString();
    }
}
