using System.Globalization;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>Tables with random names, types and values.</summary>
internal static class RandomTables
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char['\u0001', '\u00ff'], 0, 20],
        Gen.String[Gen.Char["aAáÁ \t\n\\'\"`|:NеЖ界%"], 0, 12],
        Gen.Const("\\N"),
        Gen.Const("😀\u0301 "));

    private static readonly Gen<string> Digits = Gen.Select(Gen.String[Gen.Char["0123456789"], 1, 30], Gen.String[Gen.Char["0123456789"], 1, 28], Gen.Bool)
        .Select((whole, fraction, negative) => $"{(negative ? "-" : "")}{whole}.{fraction}");

    private static readonly (string Type, Gen<string> Value)[] Types =
    [
        ("text", Text),
        ("varchar(40)", Text),
        ("char(20)", Text),
        ("bytea", Gen.Byte.Array[0, 30].Select(bytes => $"\\x{Convert.ToHexStringLower(bytes)}")),
        ("numeric", Digits),
        ("numeric(65,30)", Digits),
        ("bigint", Gen.Long.Select(n => n.ToString(CultureInfo.InvariantCulture))),
        ("double precision", Gen.Double.Where(d => double.IsFinite(d) && d != 0).Select(d => d.ToString("R", CultureInfo.InvariantCulture))),
        ("real", Gen.Single.Where(f => float.IsFinite(f) && f != 0).Select(f => f.ToString("R", CultureInfo.InvariantCulture))),
        ("timestamp", Gen.Long[0, 315_537_897_599_999_999].Select(us => new DateTime(us * 10, DateTimeKind.Unspecified).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture))),
        ("time", Gen.Long[0, 86_399_999_999].Select(us => TimeSpan.FromMicroseconds(us).ToString(@"hh\:mm\:ss\.ffffff", CultureInfo.InvariantCulture))),
        ("jsonb", Gen.Select(Text, Gen.Double[-1e9, 1e9], Gen.Int[0, 99]).Select((text, number, cents) =>
            $$"""{"{{cents}}": [{{Json(text)}}, {{Math.Round(number, 3).ToString(CultureInfo.InvariantCulture)}}, 1.{{cents:00}}0, null], {{Json(text)}}: {{cents}}.00}""")),
        ("text[]", Gen.OneOf(Gen.Const("{}"), Gen.Const("{a,NULL,\"b c\"}"), Gen.Const("{{x,y},{z,\"\\\\\"}}"))),
        ("uuid", Gen.Guid.Select(g => g.ToString())),
        ("integer[]", Gen.OneOf(Gen.Const("{}"), Gen.Int.Array[1, 5].Select(n => $"{{{string.Join(',', n)}}}"), Gen.Const("{{1,NULL},{3,4}}"))),
        ("float8[]", Gen.Double[-1e9, 1e9].Array[1, 4].Select(n => $"{{{string.Join(',', n.Select(d => Math.Round(d, 4).ToString("R", CultureInfo.InvariantCulture)))}}}")),
        ("json", Gen.Select(Text, Gen.Int[-99, 99]).Select((text, n) => $"[ {Json(text)} ,{{ {Json(text)}:\t{n}.50}}, {n} ]")),
        ("boolean", Gen.Bool.Select(b => b ? "t" : "f")),
        ("date", Gen.Int[0, 3_652_058].Select(day => DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
        ("timestamptz(3)", Gen.Long[86_400_000_000, 315_537_000_000_000_000].Select(us => new DateTime(us * 10, DateTimeKind.Unspecified).ToString("yyyy-MM-dd HH:mm:ss.fff+05", CultureInfo.InvariantCulture))),
        ("inet", Gen.Byte.Array[4].Select(b => string.Join('.', b))),
        ("int8range", Gen.Select(Gen.Int, Gen.Int[1, 99]).Select((from, span) => $"[{from},{from + (long)span})")),
        ("bit varying(40)", Gen.String[Gen.Char["01"], 0, 40]),
        ("money", Gen.Int.Select(cents => $"{cents}.25")),
        ("interval", Gen.Int.Select(s => $"{s} seconds 3 months")),
    ];

    private static readonly Gen<string> Name = Gen.String[Gen.Char["aBcДяñ _-.`\"'$9%@"], 1, 12].Select(name => $"{name}x");

    /// <summary>A table of up to eight columns and forty rows.</summary>
    public static Gen<RandomTable> One { get; } = Gen.Select(
        Name,
        Gen.Select(Name, Gen.Int[0, Types.Length - 1]).Array[1, 8],
        Gen.Int[0, 40]).SelectMany((name, columns, rows) =>
        {
            var distinct = columns.DistinctBy(c => c.Item1, StringComparer.OrdinalIgnoreCase).ToArray();
            return distinct
                .Aggregate(
                    Gen.Const(Array.Empty<string?[]>()),
                    (all, c) => Gen.Select(all, Values(Types[c.Item2].Value, rows), (before, values) => (string?[][])[.. before, values]))
                .Select(values => new RandomTable(name, [.. distinct.Select(c => (c.Item1, Types[c.Item2].Type))], values));
        });

    /// <summary>One value in seven is NULL.</summary>
    private static Gen<string?[]> Values(Gen<string> value, int rows) =>
        Gen.Frequency((1, Gen.Const((string?)null)), (6, value.Select(text => (string?)text))).Array[rows];

    private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
