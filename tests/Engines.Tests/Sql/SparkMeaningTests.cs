namespace Pipeline.Engines.Tests.Sql;

/// <summary>Where DuckDB's own answer would be another one than Spark 4.0's, without a word.</summary>
public sealed class SparkMeaningTests
{
    [Theory]
    [InlineData("-7 div 2", "long -3")]
    [InlineData("cast(7 as bigint) div 2", "long 3")]
    [InlineData("cast(null as int) div 0", "long null")]
    [InlineData("-7 % 3", "integer -1")]
    [InlineData("7.5D % 2", "double 1.5")]
    [InlineData("cast(null as int) % 0", "integer null")]
    [InlineData("1e0 / 3", "double 0.3333333333333333")]
    [InlineData("1e3", "double 1000")]
    [InlineData("0.5", "decimal(1,1) 0.5")]
    [InlineData("0.05", "decimal(2,2) 0.05")]
    [InlineData("0.0", "decimal(1,1) 0.0")]
    [InlineData("cast(1 as decimal(12,4)) / 0.3", "decimal(15,6) 3.333333")]
    [InlineData("round(1.005D, 2)", "double 1.01")]
    [InlineData("round(0.285D, 2)", "double 0.29")]
    [InlineData("round(-2.5D)", "double -3")]
    [InlineData("round(1e300, 2)", "double 1E+300")]
    [InlineData("round(15, 0)", "integer 15")]
    [InlineData("cast(1.005D as decimal(10,2))", "decimal(10,2) 1.01")]
    [InlineData("cast(-1e-7 as decimal(10,2))", "decimal(10,2) 0.00")]
    [InlineData("try_cast(1e10 as decimal(10,2))", "decimal(10,2) null")]
    [InlineData("floor(9007199254740993)", "long 9007199254740993")]
    [InlineData("ceil(9007199254740993)", "long 9007199254740993")]
    [InlineData("floor(-1.5D)", "long -2")]
    [InlineData("ceiling(cast('1.20' as decimal(12,2)))", "decimal(11,0) 2")]
    [InlineData("sign(-3)", "double -1")]
    [InlineData("cast(0.1F as double) = 0.1F + 0D", "boolean True")]
    [InlineData("0.1F + 1", "double 1.1000000014901161")]
    [InlineData("cast(0.1 as float) = 0.1", "boolean False")]
    [InlineData("cast(0.1 as float) in (0.1, 0.2)", "boolean False")]
    [InlineData("cast(0.1 as float) between 0.1 and 0.2", "boolean True")]
    [InlineData("0.5 <= cast('0.50' as decimal(12,2))", "boolean True")]
    [InlineData("cast(2.5 as decimal)", "decimal(10,0) 3")]
    [InlineData("try_cast('x' as numeric)", "decimal(10,0) null")]
    [InlineData("2.5::dec", "decimal(10,0) 3")]
    [InlineData("1.5::decimal(4,2)", "decimal(4,2) 1.50")]
    [InlineData("coalesce(ln(0), ln(-1))", "double null")]
    [InlineData("sqrt(-1)", "double NaN")]
    public void Computes(string expression, string expected) => Means(expression, expected);

    [Theory]
    [InlineData("cast(12345678.5D as string)", "string 1.23456785E7")]
    [InlineData("1e-5 || ''", "string 1.0E-5")]
    [InlineData("concat(1e-3, ' ', 1e7, ' ', 100D, ' ', 0D)", "string 0.001 1.0E7 100.0 0.0")]
    [InlineData("concat_ws(',', 1.5D, 2)", "string 1.5,2")]
    [InlineData("cast(cast(0.1 as float) as string)", "string 0.1")]
    [InlineData("concat('a', 1.50, date '2024-01-02')", "string a1.502024-01-02")]
    [InlineData("substring('hello', 0, 2)", "string he")]
    [InlineData("substring('hello', 2, -1)", "string null")]
    [InlineData("substring('hello', -3, 2)", "string ll")]
    [InlineData("substring('hello', -7, 4)", "string he")]
    [InlineData("substring('hello', -3)", "string llo")]
    [InlineData("substring(cast(null as string), 0, -1) is null", "boolean True")]
    [InlineData("concat('<', left('hello', -1), right('hello', -2), '>')", "string <>")]
    [InlineData("concat(left('hello', 1 + 1), right('hello', 2))", "string helo")]
    [InlineData(@"'a_c' like 'a\_c'", "boolean True")]
    [InlineData(@"'abc' like 'a\_c'", "boolean False")]
    [InlineData(@"'a%c' not like 'a\%c'", "boolean False")]
    [InlineData("'abc' like 'a_c'", "boolean True")]
    [InlineData("concat('<', trim(' x '), trim('\\u00a0'), '>')", "string <x\u00a0>")]
    [InlineData(@"'\u0041\101\U0001F600'", "string AA\U0001F600")]
    [InlineData("regexp_replace('ab', '(a)(b)', '$2-$1')", "string b-a")]
    [InlineData(@"regexp_replace('ab', 'a', '\\$1\\\\')", @"string $1\b")]
    [InlineData("regexp_like('a\n', '^a$')", "boolean True")]
    [InlineData("regexp_like('a\n\n', '^a$')", "boolean False")]
    [InlineData("regexp_like('a\r', 'a.')", "boolean False")]
    [InlineData("regexp_replace('a.b', '[.]', '')", "string ab")]
    [InlineData("regexp_like('A\u212a', '(?i)^ak\\\\z')", "boolean False")]
    [InlineData("regexp_replace('aBC', '(?i)b[c-]', 'x')", "string ax")]
    [InlineData("try_validate_utf8(cast(x'c3a9' as string))", "string é")]
    [InlineData("try_validate_utf8(cast(x'ff' as string)) is null", "boolean True")]
    [InlineData("upper('straÿe')", "string STRAŸE")]
    [InlineData("concat(lpad('abc', 5, ''), rpad('abc', 2, ''))", "string abcab")]
    [InlineData("lpad(month(date '2024-05-06'), 2, '0')", "string 05")]
    [InlineData("concat('<', rpad('a', 2), '>')", "string <a >")]
    [InlineData("length(cast(current_timestamp as string)) <= 26", "boolean True")]
    public void Writes(string expression, string expected) => Means(expression, expected);

    [Theory]
    [InlineData("timestamp '2024-05-06 07:08:09+02:00'", "timestamp 2024-05-06 05:08:09.000000Z")]
    [InlineData("cast(concat('2024-05-06T07:08:09', '+02:00') as timestamp)", "timestamp 2024-05-06 05:08:09.000000Z")]
    [InlineData("to_timestamp('2024-05-06T07:08:09.123456Z')", "timestamp 2024-05-06 07:08:09.123456Z")]
    [InlineData("try_cast(concat('no', ' time') as timestamp)", "timestamp null")]
    [InlineData("cast(date '2024-05-06' as timestamp)", "timestamp 2024-05-06 00:00:00.000000Z")]
    [InlineData("extract(dow from date '2024-05-05')", "integer 1")]
    [InlineData("extract(dayofweek from date '2024-05-06')", "integer 2")]
    [InlineData("extract(year from date '2024-05-06')", "integer 2024")]
    [InlineData("unix_timestamp(timestamp '1969-12-31 23:59:58.5')", "long -1")]
    [InlineData("trunc(date '2024-05-06', 'yy')", "date 2024-01-01")]
    [InlineData("hour('2024-05-06T07:00:00+02:00')", "integer 5")]
    [InlineData("extract(hour from '2024-05-06T07:00:00+02:00')", "integer 5")]
    [InlineData("unix_timestamp('1970-01-01T07:00:00+02:00')", "long 18000")]
    [InlineData("date_trunc('hour', '2024-05-06T07:08:09+02:00')", "timestamp 2024-05-06 05:00:00.000000Z")]
    [InlineData("date_format('2024-05-06T07:00:00+02:00', 'HH')", "string 05")]
    [InlineData("to_timestamp('06 MAY 2024 07:08', 'dd MMM yyyy HH:mm')", "timestamp 2024-05-06 07:08:00.000000Z")]
    [InlineData("to_date(cast(null as string), 'yyyy')", "date null")]
    [InlineData("now() = current_timestamp and current_timestamp() = now()", "boolean True")]
    [InlineData("date_trunc('dd', timestamp '2024-05-06 07:08:09')", "timestamp 2024-05-06 00:00:00.000000Z")]
    public void Dates(string expression, string expected) => Means(expression, expected);

    [Theory]
    [InlineData("select 1 div 0", "DIVIDE_BY_ZERO")]
    [InlineData("select 1 % 0", "DIVIDE_BY_ZERO")]
    [InlineData("select 1D % 0", "DIVIDE_BY_ZERO")]
    [InlineData("select 1.5 div 1", "div")]
    [InlineData("select 1.5 % 1", "%")]
    [InlineData("select 2 ^ 3", "power(a, b)")]
    [InlineData("select 6 & 3", "operator &")]
    [InlineData("select 1e3BD", "exponent")]
    [InlineData("select round(15, -1)", "round")]
    [InlineData("select trim('x', 'xax')", "trim(text)")]
    [InlineData("select trim(both 'x' from 'xax')", "trim(text)")]
    [InlineData(@"select 'a' like '\\a'", "backslash")]
    [InlineData("select 'a''b'", "joins")]
    [InlineData("select 'a' 'b'", "joins")]
    [InlineData("select regexp_replace('a', 'a$', '')", @"\\z")]
    [InlineData("select regexp_replace('a', 'a', '$12')", "$1")]
    [InlineData("select regexp_replace('baac', 'a*', '-')", "empty")]
    [InlineData("select regexp_like('a', '(?i)[a-z]')", "[a-zA-Z]")]
    [InlineData("select regexp_like('a', 'b|(?i)a')", "(?i) as its beginning")]
    [InlineData("select cast(x'41ff' as string)", "try_validate_utf8")]
    [InlineData("select concat('a', x'41')", "try_validate_utf8")]
    [InlineData("select map('a', 'b')", "map")]
    [InlineData("select regexp_like('a', '[a[b]]')", "set")]
    [InlineData("select regexp_like('a', '(?m)^a')", "(?")]
    [InlineData("select regexp_like('a', lower('A'))", "pattern")]
    [InlineData("select extract(second from timestamp '2024-05-06 07:08:09.5')", "second")]
    [InlineData("select trunc(date '2024-05-06', 'day')", "null to Spark")]
    [InlineData("select to_date('01.01.85', 'dd.MM.yy')", "yyyy")]
    [InlineData("select to_timestamp('07:08', 'HH:mm')", "yyyy")]
    [InlineData("select to_date('6.5.24', 'dd.MM.yyyy')", "CAST_INVALID_INPUT")]
    [InlineData("select to_date('2024056', 'yyyyMMdd')", "CAST_INVALID_INPUT")]
    [InlineData("select to_date('2024-5-6', 'yyyy-MM-dd')", "CAST_INVALID_INPUT")]
    [InlineData("select current_user", "no user")]
    [InlineData("select user", "no user")]
    [InlineData("select 'a' || 1 + 2", "cast(b + c as string)")]
    [InlineData("select 1 as a qualify row_number() over () = 1", "qualify")]
    [InlineData("select distinct on (a) a from (select 1 as a)", "distinct on")]
    [InlineData("select * exclude (a) from (select 1 as a, 2 as b)", "star")]
    [InlineData("select count(distinct a) over () from (select 1 as a)", "window")]
    [InlineData("select count(distinct a, b) from (select 1 as a, 2 as b)", "select distinct")]
    [InlineData("select 'a' rlike 'a'", "regexp_like")]
    [InlineData("select count(*) from (select 1 as a) group by a with rollup", "group by rollup")]
    [InlineData("select date '2024-05-06' + interval 1 day", "date_add")]
    [InlineData("select interval '1 day'", "date_add")]
    [InlineData("select date '2024-05-06' - date '2024-05-05'", "datediff")]
    [InlineData("select any_value(1)", "any_value")]
    [InlineData("select reverse('ab')", "reverse")]
    [InlineData("select upper('straße')", "UNSUPPORTED_LETTER")]
    [InlineData("select lower('ΣΑΣ')", "UNSUPPORTED_LETTER")]
    [InlineData("with t as (select 1 as k) select -k as k from t order by k + 0", "order by")]
    public void Refuses(string text, string expected)
    {
        using var sql = new SqlBench();

        var error = sql.Refusal(text);

        $"{error.Message}\n{error.Remedy}".ShouldContain(expected);
    }

    [Theory]
    [InlineData("select a from t left semi join u on u.b = t.a", "1")]
    [InlineData("select a from t left anti join u on u.b = t.a", "2")]
    [InlineData("select a from t minus select b from u", "2")]
    [InlineData("select a as decimal from t where a = 1", "1")]
    public void Reads(string text, string expected)
    {
        using var sql = new SqlBench().With("t", "select 1 as a union all select 2").With("u", "select 1 as b");

        sql.Rows(text).ShouldBe(expected);
    }

    [Fact]
    public void Sorts_by_what_is_computed_of_columns()
    {
        using var sql = new SqlBench();
        _ = sql.With("t", "select 1 as k, 'b' as s union all select 2, 'a'");

        sql.Rows("select s, k as k from t order by k * -1").ShouldBe("a, 2; b, 1");
        sql.Rows("select -k as k from t order by k").ShouldBe("-2; -1");
    }

    private static void Means(string expression, string expected)
    {
        using var sql = new SqlBench();

        sql.Value(expression).ShouldBe(expected);
    }
}
