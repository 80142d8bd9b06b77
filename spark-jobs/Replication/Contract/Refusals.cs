using Pipeline.Common;

namespace Pipeline.Replication.Contract;

/// <summary>What PostgreSQL can hold and MySQL cannot, by kind of type.</summary>
internal static class Refusals
{
    public static Refusal NotFinite { get; } = new("NaN or infinity", "{0} in ('NaN', 'Infinity', '-Infinity')");

    /// <summary>numeric knows infinities since PostgreSQL 14; a column with a precision holds NaN alone.</summary>
    public static Refusal NotANumber { get; } = new("NaN", "{0} = 'NaN'");

    public static Refusal OutsideYears { get; } = new(
        "dates before the year 1, after 9999 or infinite", "{0} < '0001-01-01' or {0} >= '10000-01-01'");

    /// <summary>MariaDB stores 0 for -0.0.</summary>
    public static Refusal NegativeZero { get; } = new("-0.0, which MariaDB would store as 0", "{0} = 0 and {0}::text = '-0'");

    /// <summary>MySQL keeps JSON numbers as 64-bit integers or doubles; MariaDB keeps the text as it is.</summary>
    public static Refusal RoundedJsonNumber { get; } = new(
        "numbers that MySQL would store otherwise (beyond 64 bits or double precision, or with a trailing zero)",
        """
        exists (
            select 1
            from jsonb_path_query({0}::jsonb, 'strict $.** ? (@.type() == "number")') as found (number)
            where case
                when number::text ~ '^-?[0-9]+$' then number::text::numeric not between -9223372036854775808 and 18446744073709551615
                else number::text <> number::text::float8::text and number::text <> number::text::float8::text || '.0'
            end
        )
        """);

    public static IReadOnlyList<Refusal> OfDouble(MySqlServer server) => server.IsMariaDb ? [NotFinite, NegativeZero] : [NotFinite];
}
