using Pipeline.Spark.Sql.Embedded.Rows;

namespace Pipeline.Spark.Sql.Embedded.Jdbc.MySql;

/// <summary>A way to bring rows into a table.</summary>
internal interface IMySqlLoad
{
    /// <summary>Sends all rows and checks the server's warnings.</summary>
    /// <returns>How many rows the server says it stored.</returns>
    long Load(MySqlSession session, CopyText rows);
}
