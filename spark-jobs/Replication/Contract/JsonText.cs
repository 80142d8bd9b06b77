namespace Pipeline.Replication.Contract;

/// <summary>Expressions over JSON in PostgreSQL; <c>{0}</c> stands for the column.</summary>
internal static class JsonText
{
    private const string Strings = """ "([^"\\]|\\.)*" """;

    /// <summary>The text without escaped backslashes, so that every backslash left begins an escape.</summary>
    private const string Escapes = """replace({0}::text, '\\', 'x')""";

    /// <summary>\u0000, which json may hold and jsonb may not.</summary>
    public static string HasNul { get; } = $"""(position('\u0000' in {Escapes}) > 0)""";

    /// <summary>Half of a surrogate pair, which stands for no character.</summary>
    public static string HasLoneSurrogate { get; } =
        $$"""({{Escapes}} ~* '\\ud[89ab][0-9a-f]{2}(?!\\ud[cdef])' or {{Escapes}} ~* '(?<!\\ud[89ab][0-9a-f]{2})\\ud[cdef][0-9a-f]{2}')""";

    /// <summary>An exponent beyond what numeric holds.</summary>
    public static string HasHugeExponent { get; } =
        $$"""({0}::text ~* '[0-9]e[-+]?[0-9]{4}' and {{WithoutStrings("{0}::text")}} ~* '[0-9]e[-+]?[0-9]{4}')""";

    /// <summary>The value of a json column as jsonb; NULL where PostgreSQL itself could not read it so.</summary>
    public static string AsJsonb { get; } = $"(case when not ({HasNul} or {HasLoneSurrogate} or {HasHugeExponent}) then {{0}}::jsonb end)";

    /// <summary>True where one object has a name twice: jsonb, like MySQL, keeps one of them.</summary>
    public static string HasDoubledName { get; } = $"{Pairs("{0}::text")} <> {Pairs($"{AsJsonb}::text")}";

    /// <summary>Text of jsonb with its numbers as MySQL writes them: no zeros at the end of a fraction.</summary>
    public static string WithPlainNumbers(string text) =>
        $"(case when {text} ~ '[.][0-9]*0' then regexp_replace({text}, '({Strings.Trim()})|([.][0-9]*[1-9])0+(?![0-9])|[.]0+(?![0-9])', '\\1\\3', 'g') else {text} end)";

    private static string WithoutStrings(string text) => $"regexp_replace({text}, '{Strings.Trim()}', '', 'g')";

    private static string Pairs(string text) => $"(length({WithoutStrings(text)}) - length(replace({WithoutStrings(text)}, ':', '')))";
}
