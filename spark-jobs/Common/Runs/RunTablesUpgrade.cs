using MySqlConnector;

namespace Pipeline.Common.Runs;

/// <summary>Brings run tables that an older version made up to those of <c>db/init_mysql.sql</c>, so that nobody has to.</summary>
internal static class RunTablesUpgrade
{
    private static readonly IReadOnlyList<Change> Changes =
    [
        new("pipeline_runs", "run_id", "varchar(200)", "modify column run_id varchar(200) not null comment 'Name of the run: Airflow''s, or one made up for it.'"),
        new("pipeline_run_tables", "run_id", "varchar(200)", "modify column run_id varchar(200) not null comment 'The run, as in pipeline_runs.'"),
        new("pipeline_run_tables", "bytes", "bigint", "add column bytes bigint null comment 'Size of the source''s values as PostgreSQL keeps them; null for a mart.' after rows_target"),
    ];

    /// <summary>Makes the changes that are missing; mostly none.</summary>
    public static async Task ApplyAsync(MySqlConnection connection, CancellationToken cancellation)
    {
        var there = await connection.QueryAsync(
            "select table_name, column_name, column_type from information_schema.columns where table_schema = database() and table_name in ('pipeline_runs', 'pipeline_run_tables')",
            row => (Table: row.GetString(0), Column: row.GetString(1), Type: row.GetString(2)),
            cancellation);
        foreach (var change in Changes.Where(change => !there.Exists(column =>
            column.Table == change.Table && column.Column == change.Column && column.Type.StartsWith(change.Type, StringComparison.OrdinalIgnoreCase))))
        {
            try
            {
                await connection.ExecuteAsync($"alter table {change.Table} {change.Statement}", cancellation);
            }
            catch (MySqlException error) when (error.ErrorCode == MySqlErrorCode.DuplicateFieldName)
            {
                // Another job began at the same moment.
            }
        }
    }

    /// <summary>A change to a column.</summary>
    /// <param name="Table">The table.</param>
    /// <param name="Column">Its column.</param>
    /// <param name="Type">How the column's type begins where nothing is to be done.</param>
    /// <param name="Statement">What else makes it so.</param>
    private sealed record Change(string Table, string Column, string Type, string Statement);
}
