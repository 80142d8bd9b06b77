using Pipeline.Common;

namespace Pipeline.Replication.Contract;

/// <summary>
/// Pairs of expressions that write the same value as the same text in PostgreSQL and in MySQL. <c>{0}</c> stands for the quoted column.
/// A value is never NULL here, and need not be text yet: concat_ws makes it that. Text carries its length, so that neighbouring columns cannot run into each other.
/// </summary>
internal static class CanonicalText
{
    /// <summary>Text of which a longer value goes in as its own hash, so that a concatenation stays within MySQL's packet limit.</summary>
    private const int LongestInline = 512;

    /// <summary>2^88.</summary>
    private const string Scale = "309485009821345068724781056";

    public static (string Source, string Target) Plain { get; } = ("{0}", "{0}");

    public static (string Source, string Target) Boolean { get; } = ("{0}::int::text", "{0}");

    public static (string Source, string Target) ShortText(string source) =>
        ($"octet_length({source})::text || ':' || {source}", "concat(length({0}), ':', {0})");

    /// <summary>PostgreSQL writes the fraction of a second without trailing zeros, MySQL with all six digits.</summary>
    public static (string Source, string Target) Time { get; } = ("{0}", WithoutFractionZeros);

    /// <summary>In UTC by an interval, because a zone is looked up for each row: by its name, or by a cast in the session's.</summary>
    public static (string Source, string Target) Instant { get; } = ("({0} at time zone interval '0')", WithoutFractionZeros);

    /// <summary>
    /// A decimal of MySQL as trim_scale leaves it in PostgreSQL, or a time with six digits of a second as PostgreSQL writes it. As bytes,
    /// because trim looks at characters one by one, and joining bytes to the rest of a row costs half of what joining characters does.
    /// </summary>
    public static string WithoutFractionZeros => "trim(trailing '.' from trim(trailing '0' from cast({0} as binary)))";

    /// <summary>
    /// Both servers write the shortest digits that give back the same double, but place point and exponent differently: so the sign, the
    /// digits without outer zeros, and the place of the point. MySQL and MariaDB drop digits of doubles between 1e15 and 1e21, and PostgreSQL
    /// writes no digits that lie midway between two doubles (1.9e22), which the others do: so doubles from 1e15 to 1e41 are written as their 2^88th
    /// part, which is exact. Digits that short lie midway nowhere above 1e41 and nowhere below 2^53.
    /// Times one, because plus nothing would make 0 of -0.0. MySQL cuts the text of a computed double at 22 characters, but not as JSON.
    /// </summary>
    public static (string Source, string Target) Double(MySqlServer server)
    {
        var asText = server.IsMariaDb ? "cast({0} as char)" : "cast(cast({0} as json) as char)";
        return (
            $"case when {IsScaled("{0}::float8")} then 's' || {DoubleSource($"({{0}}::float8 / {Scale})::text")} else {DoubleSource("{0}::float8::text")} end",
            $"if({IsScaled("({0} * 1e0)")}, concat('s', {DoubleTarget(ColumnContract.For(asText, $"({{0}} / {Scale}e0)"))}), {DoubleTarget(ColumnContract.For(asText, "({0} * 1e0)"))})");
    }

    public static (string Source, string Target) LongText(string source, RowHash hash) => (
        $"octet_length({source})::text || ':' || case when octet_length({source}) > {LongestInline} then {hash.InPostgres(source)} else {source} end",
        $"concat(length({{0}}), ':', if(length({{0}}) > {LongestInline}, {hash.MySql}, {{0}}))");

    public static (string Source, string Target) Bytes(RowHash hash) => (hash.PostgresBytes, hash.MySql);

    private static string IsScaled(string value) => $"abs({value}) >= 1e15 and abs({value}) < 1e41";

    private static string DoubleSource(string text)
    {
        var mantissa = $"split_part(ltrim({text}, '-'), 'e', 1)";
        var digits = $"replace({mantissa}, '.', '')";
        var exponent = $"coalesce(nullif(split_part({text}, 'e', 2), ''), '0')::int";
        return $"""
            case when {text} like '-%' then '-' else '' end || rtrim(ltrim({digits}, '0'), '0') || 'e' || case
                when ltrim({digits}, '0') = '' then 0
                else length(split_part({mantissa}, '.', 1)) - length({digits}) + length(ltrim({digits}, '0')) + {exponent}
            end::text
            """;
    }

    private static string DoubleTarget(string text)
    {
        var mantissa = $"substring_index(trim(leading '-' from {text}), 'e', 1)";
        var digits = $"replace({mantissa}, '.', '')";
        var significant = $"trim(leading '0' from {digits})";
        var exponent = $"if(locate('e', {text}) > 0, cast(substring_index({text}, 'e', -1) as signed), 0)";
        return $"""
            concat(if({text} like '-%', '-', ''), trim(trailing '0' from {significant}), 'e', if(
                {significant} = '',
                0,
                cast(length(substring_index({mantissa}, '.', 1)) as signed) - length({digits}) + length({significant}) + {exponent}
            ))
            """;
    }
}
