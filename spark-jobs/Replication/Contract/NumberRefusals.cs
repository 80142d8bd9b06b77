using Pipeline.Common;

namespace Pipeline.Replication.Contract;

/// <summary>Numbers that PostgreSQL holds and MySQL does not.</summary>
internal static class NumberRefusals
{
    public static Refusal NotANumber { get; } = new("NaN", "{0} = 'NaN'");

    /// <summary>MariaDB stores 0 for -0.0.</summary>
    private static Refusal NegativeZero { get; } = new("-0.0, which MariaDB would store as 0", "{0} = 0 and {0}::text = '-0'", "0");

    public static IReadOnlyList<Refusal> OfReal(MySqlServer server) => OfFloat(server, "3.4028235e38");

    public static IReadOnlyList<Refusal> OfDouble(MySqlServer server) => OfFloat(server, "1.7976931348623157e308");

    /// <summary>What DECIMAL(precision, scale) cannot hold of a numeric without such limits; infinities exist since PostgreSQL 14.</summary>
    public static IReadOnlyList<Refusal> OfNumeric(int precision, int scale)
    {
        var limit = $"1e{precision - scale}::numeric";
        var greatest = $"({limit} - 1e-{scale}::numeric)";
        return
        [
            NotANumber,
            new("infinity", "{0} in ('Infinity', '-Infinity')", $"sign({{0}}) * {greatest}"),
            new($"numbers of more than {precision - scale} digits before the point", $"{Finite} and abs({{0}}) >= {limit}", $"sign({{0}}) * {greatest}"),
            new(
                $"numbers of more than {scale} decimals",
                $"{Finite} and abs({{0}}) < {limit} and scale(trim_scale({{0}})) > {scale}",
                $"least(greatest(round({{0}}, {scale}), -{greatest}), {greatest})"),
        ];
    }

    private static string Finite => "{0} not in ('NaN', 'Infinity', '-Infinity')";

    private static IReadOnlyList<Refusal> OfFloat(MySqlServer server, string greatest)
    {
        var infinity = new Refusal("infinity", "{0} in ('Infinity', '-Infinity')", $"case when {{0}} > 0 then {greatest} else -{greatest} end");
        return server.IsMariaDb ? [NotANumber, infinity, NegativeZero] : [NotANumber, infinity];
    }
}
