using Pipeline.Common;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Policy;
using Pipeline.Replication.Proof;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Tests;

/// <summary>Tables for tests, described as the catalog would.</summary>
internal static class Tables
{
    public static readonly MySqlServer MariaDb = MySqlServer.Of("10.11.19-MariaDB");
    public static readonly MySqlServer MySql = MySqlServer.Of("8.4.3");

    public static SourceTable Of(string name, params SourceColumn[] columns) => new()
    {
        Oid = (uint)Math.Abs(StringComparer.Ordinal.GetHashCode(name)),
        Schema = "public",
        Name = name,
        Kind = 'r',
        Bytes = 0,
        EstimatedRows = 0,
        Columns = columns,
    };

    public static SourceColumn Column(string name, string baseType, int modifier = -1, bool notNull = true, string? comment = null) =>
        new(name, baseType, baseType, modifier, notNull, comment);

    public static TablePlan PlanOf(SourceTable table, MySqlServer server, params (string Column, long Length)[] lengths)
    {
        var columns = TablePlan.ColumnsOf(table, server, ColumnPolicies.None);
        var facts = new SourceFacts(
            new TableChecksum(0, "0"), [], lengths.ToDictionary(l => l.Column, l => l.Length, StringComparer.Ordinal));
        return new()
        {
            Table = table,
            Target = $"{table.Name}_replica",
            Columns = columns,
            Facts = facts,
            Keys = KeyPlan.Of(table, columns, facts),
            Predicates = ["1 = 1"],
        };
    }
}
