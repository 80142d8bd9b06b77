using System.Globalization;
using Pipeline.Spark.Sql.Embedded.Rows;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Jdbc.Postgres;

/// <summary>How each type of PostgreSQL is read, with the types that Spark's dialect for PostgreSQL gives.</summary>
internal static class PostgresColumns
{
    // Spark reads a numeric without precision as this type, and loses digits.
    private static readonly DecimalType Unbounded = new(DecimalType.MaxPrecision, 18);

    /// <summary>Plans a column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type as the driver names it: numeric(12,2), character varying(20), timestamp with time zone.</param>
    public static ScanColumn Plan(string name, string type)
    {
        var column = PostgresServer.QuoteName(name);
        var bracket = type.IndexOf('(', StringComparison.Ordinal);
        var withoutSize = bracket < 0 ? type : type[..bracket] + type[(type.IndexOf(')', bracket) + 1)..];
        return withoutSize switch
        {
            "boolean" => new(name, new BooleanType(), column, type) { MySqlText = $"{column}::int" },
            "smallint" => new(name, new ShortType(), column, type),
            "integer" => new(name, new IntegerType(), column, type),
            "bigint" => new(name, new LongType(), column, type),
            "real" => new(name, new FloatType(), column, type),
            "double precision" => new(name, new DoubleType(), column, type),
            "numeric" => Numeric(name, column, type, bracket),
            "date" => new(name, new DateType(), column, type),
            "timestamp" or "timestamp without time zone" => new(name, new TimestampType(), column, type),
            "timestamp with time zone" => new(name, new TimestampType(), column, type) { MySqlText = $"{column} at time zone 'UTC'" },
            "bytea" => new(name, new BinaryType(), column, type) { MySqlText = $"encode({column}, 'hex')" },
            "text" or "character varying" or "character" or "name" or "json" or "xml" or "uuid" or "unknown" => Text(name, column, type),
            "money" => Text(name, column, type) with { Value = $"{column}::numeric::text", MySqlText = $"{column}::numeric", Refusal = "Spark reads it as text of the server's locale" },
            "time" or "time without time zone" => Text(name, column, type) with { Refusal = "Spark would give it a date" },
            _ when withoutSize.EndsWith("[]", StringComparison.Ordinal) => Text(name, column, type) with { Refusal = "arrays are not read" },
            _ => Text(name, column, type),
        };
    }

    private static ScanColumn Text(string name, string column, string type) =>
        new(name, new StringType(), $"{column}::text", type) { MySqlText = column, PostgresText = column };

    private static ScanColumn Numeric(string name, string column, string type, int bracket)
    {
        if (bracket < 0)
            return new(name, Unbounded, $"{column}::text", type, "it has no precision, and Spark would drop digits") { MySqlText = column, PostgresText = column };

        var size = type[(bracket + 1)..^1].Split(',');
        var precision = int.Parse(size[0], CultureInfo.InvariantCulture);
        var scale = size.Length == 2 ? int.Parse(size[1], CultureInfo.InvariantCulture) : 0;
        if (precision > DecimalType.MaxPrecision || scale < 0 || scale > precision)
            return new(name, Unbounded, $"{column}::text", type, $"Spark's decimals have at most {DecimalType.MaxPrecision} digits") { MySqlText = column, PostgresText = column };

        var decimals = new DecimalType(precision, scale);
        return new(name, decimals, ColumnValues.IsWide(decimals) ? $"{column}::text" : column, type) { MySqlText = column, PostgresText = column };
    }
}
