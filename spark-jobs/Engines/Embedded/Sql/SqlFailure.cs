using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>Tells apart a query that is wrong, rows that it cannot compute, and a machine that has no room for it. No value of a row is told.</summary>
internal static partial class SqlFailure
{
    private static readonly string[] OfData = ["DIVIDE_BY_ZERO", "CAST_INVALID_INPUT"];

    public static SparkEngineException Explain(DuckDBException error) => error.ErrorType switch
    {
        DuckDBErrorType.OutOfMemory or DuckDBErrorType.Io => SparkEngineException.NoRoomForSql(error.Message),
        DuckDBErrorType.OutOfRange or DuckDBErrorType.Conversion or DuckDBErrorType.DivideByZero or DuckDBErrorType.Decimal
            => SparkEngineException.SqlDataFailed(WithoutValues(error.Message)),
        _ when Array.Exists(OfData, sign => error.Message.Contains(sign, StringComparison.Ordinal)) => SparkEngineException.SqlDataFailed(WithoutValues(error.Message)),
        DuckDBErrorType.InvalidInput => SparkEngineException.SqlFailed(WithoutValues(error.Message)),
        _ => SparkEngineException.SqlFailed(error.Message),
    };

    // DuckDB quotes a value, and writes a number as it is.
    private static string WithoutValues(string message) => Number().Replace(Quoted().Replace(Place().Replace(message, ""), ""), "");

    [GeneratedRegex(@"\n\nLINE \d+: [^\n]*\n *\^\s*$", RegexOptions.None, 1000)]
    private static partial Regex Place();

    // From the first quote to the last: a value may hold such quotes, and lines.
    [GeneratedRegex(""":?\s*(?<!\w)(?:'.*'|".*"|['"].*$)""", RegexOptions.Singleline, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@" \(-?\d[^)]*\)(?=[!.])|(?<=\bvalue )\S+ (?=can't |to )|: -?\d[^\n]*$", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
