using Pipeline.Common;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Source;

namespace Pipeline.Replication;

/// <summary>Moves the rows that a plan's predicates mean from the source's snapshot into a table of the target, through the session.</summary>
internal sealed class TableWriter(DatabaseUrl source, DatabaseUrl target, MySqlServer server, SourceSnapshot snapshot, SparkSession spark)
{
    public void Write(TablePlan plan, string staging)
    {
        var from = JdbcOptions.Postgres(source);
        var list = plan.SelectList;
        var rows = spark.Read()
            .Options(from)
            .Option("sessionInitStatement", snapshot.InitStatement)
            .Option("fetchsize", plan.Facts.Widths.RowsAtATime)
            .Jdbc(from["url"], plan.SourceQuery, plan.Predicates, new Dictionary<string, string>(StringComparer.Ordinal))
            .Select(list[0], [.. list.Skip(1)]);

        rows.Write()
            .Mode(SaveMode.Append)
            .Format("jdbc")
            .Options(JdbcOptions.MySql(target, server))
            .Option("dbtable", SqlName.MySql(staging))
            .Option("batchsize", plan.Facts.Widths.RowsAtATime)
            .Option("isolationLevel", "READ_COMMITTED")
            .Save();
    }
}
