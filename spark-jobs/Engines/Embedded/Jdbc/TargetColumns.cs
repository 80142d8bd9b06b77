using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Jdbc;

/// <summary>Matches the columns of rows with those of a table, by name without regard to case, as Spark does.</summary>
internal static class TargetColumns
{
    /// <summary>The table's own names for the columns of the rows, in the order of the rows.</summary>
    public static IReadOnlyList<string> Match(StructType rows, IReadOnlyList<string> table, string tableName)
    {
        var names = new List<string>();
        foreach (var field in rows.Fields)
        {
            var target = table.FirstOrDefault(name => string.Equals(name, field.Name, StringComparison.OrdinalIgnoreCase))
                ?? throw SparkEngineException.ColumnsDiffer(tableName, $"it has no column {field.Name}; it has {string.Join(", ", table)}");
            if (names.Contains(target))
                throw SparkEngineException.ColumnsDiffer(tableName, $"the column {target} comes twice");
            names.Add(target);
        }
        return names;
    }
}
