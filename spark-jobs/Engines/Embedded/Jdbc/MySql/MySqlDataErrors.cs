using System.Text.RegularExpressions;
using MySqlConnector;

namespace Pipeline.Spark.Sql.Embedded.Jdbc.MySql;

/// <summary>Errors about what is in a row. Their text quotes values, which may be private.</summary>
internal static partial class MySqlDataErrors
{
    public static bool IsData(MySqlException error) => error.ErrorCode
        is MySqlErrorCode.DuplicateKeyEntry or MySqlErrorCode.TruncatedWrongValue or MySqlErrorCode.TruncatedWrongValueForField
        or MySqlErrorCode.DataTooLong or MySqlErrorCode.WarningDataOutOfRange or MySqlErrorCode.WarningDataTruncated
        or MySqlErrorCode.ColumnCannotBeNull or MySqlErrorCode.InvalidJsonText
        or MySqlErrorCode.NoReferencedRow2 or MySqlErrorCode.NoReferencedRow || (int)error.ErrorCode is 3819 or 4025 or 1586;

    /// <summary>Drops the quoted value, keeps the names of column, key and row.</summary>
    public static string WithoutValues(string message)
    {
        var line = SparkEngineException.FirstLine(message);
        line = Entry().Replace(line, "entry for key ");
        line = Value().Replace(line, "value for column ");
        line = JsonText().Replace(line, "");
        return OtherValue().Replace(line, "value");
    }

    [GeneratedRegex("entry '.*' for key ", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Entry();

    [GeneratedRegex("value: '.*' for column ", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Value();

    [GeneratedRegex("(?<= at position \\d+) in value for column .*", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex JsonText();

    [GeneratedRegex("value: '.*'", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex OtherValue();
}
