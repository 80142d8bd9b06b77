using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Analytics.Definitions;
using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>
/// Holds the types of a mart's query to those its file declares. Engines differ in what they round or cut on the way into a table; a
/// number that is too large is the server's to refuse.
/// </summary>
internal static partial class MartTypes
{
    /// <summary>Requires each declared column of the query, in a type that fits unchanged.</summary>
    /// <exception cref="PipelineException">One is missing, or would be rounded or cut (exit 4).</exception>
    public static void Require(Mart mart, StructType query)
    {
        foreach (var column in mart.Columns)
        {
            var field = query.Fields.Find(field => string.Equals(field.Name, column.Name, StringComparison.OrdinalIgnoreCase))
                ?? throw AnalyticsErrors.NotInQuery(mart, column);
            if (!Fits(field.DataType, column.Type))
                throw AnalyticsErrors.WouldBeBent(mart, column, field.DataType.SimpleString, CastOf(column.Type));
        }
    }

    /// <summary>False where a value may change on its way from a type of Spark into one of MySQL.</summary>
    internal static bool Fits(DataType type, string declared)
    {
        var (name, first, second) = Parse(declared);
        return type is NullType || name switch
        {
            "tinyint" or "bool" or "boolean" or "bit" => type is BooleanType || IsWhole(type),
            "smallint" or "mediumint" or "int" or "integer" or "bigint" => IsWhole(type),
            "decimal" or "numeric" or "dec" => type is IntegralType || ScaleOf(type) <= (second ?? 0),
            "float" => type is FloatType or ByteType or ShortType,
            "double" or "real" => type is DoubleType or FloatType or ByteType or ShortType or IntegerType,
            "date" => type is DateType,
            "datetime" or "timestamp" => type is DateType || (type is TimestampType && first == 6),
            "char" or "varchar" or "tinytext" or "text" or "mediumtext" or "longtext" or "json" or "enum" =>
                type is StringType or DateType or IntegralType or DecimalType,
            "binary" or "varbinary" or "tinyblob" or "blob" or "mediumblob" or "longblob" => type is BinaryType,
            _ => true,
        };
    }

    /// <summary>True for a type of MySQL that rounds to binary digits.</summary>
    internal static bool IsDouble(string declared) => Parse(declared).Name is "double" or "real" or "float";

    /// <summary>The type of Spark to cast to; null where none is narrow enough.</summary>
    private static string? CastOf(string declared) => Parse(declared).Name switch
    {
        "datetime" or "timestamp" when Parse(declared).First != 6 => null,
        "datetime" or "timestamp" => "timestamp",
        "bool" or "bit" => "boolean",
        "mediumint" or "integer" => "int",
        "real" => "double",
        "char" or "varchar" or "tinytext" or "text" or "mediumtext" or "longtext" or "json" or "enum" => "string",
        "varbinary" or "tinyblob" or "blob" or "mediumblob" or "longblob" or "binary" => "binary",
        _ => declared,
    };

    private static bool IsWhole(DataType type) => type is IntegralType || ScaleOf(type) == 0;

    /// <summary>Digits behind the point; null for what is no decimal.</summary>
    private static int? ScaleOf(DataType type) => type is DecimalType ? Parse(type.SimpleString).Second : null;

    private static (string Name, int? First, int? Second) Parse(string type)
    {
        var match = TypePattern().Match(type);
        return (match.Groups["name"].Value.ToLowerInvariant(), Number(match.Groups["first"]), Number(match.Groups["second"]));
    }

    private static int? Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^(?<name>\w+)(\s*\(\s*(?<first>\d+)\s*(,\s*(?<second>\d+)\s*)?\))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypePattern();
}
