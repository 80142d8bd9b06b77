using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>Tells apart a query that is wrong, rows that it cannot compute, and a machine that has no room for it.</summary>
internal static class SqlFailure
{
    public static SparkEngineException Explain(DuckDBException error) => error.ErrorType switch
    {
        DuckDBErrorType.OutOfMemory or DuckDBErrorType.Io => SparkEngineException.NoRoomForSql(error.Message),
        DuckDBErrorType.OutOfRange or DuckDBErrorType.Conversion or DuckDBErrorType.DivideByZero or DuckDBErrorType.Decimal
            => SparkEngineException.SqlDataFailed(error.Message),
        _ when error.Message.Contains("DIVIDE_BY_ZERO", StringComparison.Ordinal)
            || error.Message.Contains("CAST_INVALID_INPUT", StringComparison.Ordinal) => SparkEngineException.SqlDataFailed(error.Message),
        _ => SparkEngineException.SqlFailed(error.Message),
    };
}
