using Pipeline.Common;

namespace Pipeline.Replication.Contract;

/// <summary>JSON that PostgreSQL holds and MySQL or MariaDB does not. MariaDB keeps the text as it is, MySQL reads it into values of its own.</summary>
internal static class JsonRefusals
{
    private const int MariaDbDepth = 31;
    private const int MySqlDepth = 100;
    private const int MySqlNameBytes = 65_535;

    /// <summary>Of a jsonb column.</summary>
    public static IReadOnlyList<Refusal> OfJsonb(MySqlServer server) =>
        server.IsMariaDb ? [TooDeep("{0}", MariaDbDepth)] : [TooDeep("{0}", MySqlDepth), LongName("{0}"), RoundedNumber("{0}")];

    /// <summary>Of a json column, whose text may say what jsonb cannot.</summary>
    public static IReadOnlyList<Refusal> OfJson(MySqlServer server) => server.IsMariaDb
        ? [LoneSurrogate, TooDeep(JsonText.AsJsonb, MariaDbDepth)]
        :
        [
            LoneSurrogate,
            new("\\u0000, which jsonb and so the comparison cannot hold", JsonText.HasNul),
            new("numbers beyond double precision", JsonText.HasHugeExponent),
            TooDeep(JsonText.AsJsonb, MySqlDepth),
            new("an object with the same name twice, of which MySQL drops one", JsonText.HasDoubledName),
            LongName(JsonText.AsJsonb),
            RoundedNumber(JsonText.AsJsonb),
        ];

    /// <summary>Of what becomes JSON on the way: arrays and composites.</summary>
    /// <param name="json">The expression that makes jsonb of it.</param>
    /// <param name="server">Where it goes.</param>
    public static IReadOnlyList<Refusal> OfMade(string json, MySqlServer server) =>
        server.IsMariaDb ? [TooDeep(json, MariaDbDepth)] : [TooDeep(json, MySqlDepth), LongName(json), RoundedNumber(json)];

    private static Refusal LoneSurrogate { get; } = new("half of a surrogate pair, which is no character", JsonText.HasLoneSurrogate);

    private static Refusal TooDeep(string json, int depth) => new(
        $"JSON nested more than {depth} deep",
        $"jsonb_path_exists({json}, 'strict $.**{{{depth} to last}} ? (@.type() == \"array\" || @.type() == \"object\")')");

    private static Refusal LongName(string json) => new(
        $"JSON names of more than {MySqlNameBytes} bytes",
        $"""
        case when octet_length({json}::text) > {MySqlNameBytes} then exists (
            select 1
            from jsonb_path_query({json}, 'strict $.** ? (@.type() == "object")') as found (object), jsonb_object_keys(object) as name
            where octet_length(name) > {MySqlNameBytes}
        ) end
        """);

    /// <summary>MySQL keeps JSON numbers as 64-bit integers or doubles, and writes tiny and huge ones otherwise than PostgreSQL.</summary>
    private static Refusal RoundedNumber(string json) => new(
        "JSON numbers that MySQL would round or write otherwise (beyond 64 bits or double precision, or nearer to 0 than 1e-14)",
        $$"""
        exists (
            select 1
            from jsonb_path_query({{json}}, 'strict $.** ? (@.type() == "number")') as found (number)
            where case
                when scale(trim_scale(number::numeric)) = 0 then number::numeric not between -9223372036854775808 and 18446744073709551615
                else abs(number::numeric) not between 1e-14 and 1e15 or number::numeric <> number::numeric::float8::text::numeric
            end
        )
        """);
}
