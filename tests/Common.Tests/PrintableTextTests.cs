namespace Pipeline.Common.Tests;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("a\nerror: all is lost\r\tb", @"a\nerror: all is lost\r\tb")]
    [InlineData("\u001b[2J\u009b31m\u007f\0", @"\u001b[2J\u009b31m\u007f\u0000")]
    [InlineData("one\u2028two\u202ethree\u2066", @"one\u2028two\u202ethree\u2066")]
    public void What_could_forge_a_line_or_move_the_cursor_is_written_as_an_escape(string text, string shown) => PrintableText.Of(text).ShouldBe(shown);

    [Theory]
    [InlineData("Zoë Łukasz naïve")]
    [InlineData("名前 이름 नाम שם اسم می‌خواهم")]
    [InlineData("👩‍👩‍👧 e\u0301 \\ \"'")]
    public void Text_of_any_language_stays(string text) => PrintableText.Of(text).ShouldBe(text);

    [Fact]
    public void A_long_value_is_cut_and_no_character_with_it()
    {
        var longest = new string('a', 60);

        PrintableText.Cut(longest).ShouldBe(longest);
        PrintableText.Cut($"{longest}b").ShouldBe($"{longest}…");
        PrintableText.Cut($"{longest[1..]}😀").ShouldBe($"{longest[1..]}…");
    }
}
