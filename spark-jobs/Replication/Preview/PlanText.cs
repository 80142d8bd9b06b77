using Pipeline.Common;

namespace Pipeline.Replication.Preview;

/// <summary>A table's plan for people.</summary>
internal static class PlanText
{
    public static void Write(TablePreview table, JobOutput output)
    {
        var rows = table.Rows is { } counted ? Counted.Of(counted, "row") : "rows not counted";
        var estimate = table.EstimatedRows is { } estimated ? $" (estimated {estimated:N0})" : "";
        output.Line($"{table.Source} -> {table.Target}: {rows}{estimate}, {table.Bytes:N0} bytes, {Parts(table.Partitions.Count)}");
        if (table.Ddl is { } ddl)
        {
            output.Line();
            output.Line($"{ddl};");
            output.Line();
            output.Line($"select\n    {string.Join(",\n    ", table.Select)}\nfrom {table.Source};");
            output.Line();
        }
        if (table.Partitions.Count > 1)
            Write(output, "part", table.Partitions);
        Write(output, "note", table.Notes);
        Write(output, "shape", table.Drift);
        foreach (var obstacle in table.Obstacles)
        {
            output.Line($"  refused: {obstacle.What}");
            output.Line($"    {obstacle.Remedy}");
        }
        if (table.Obstacles.Count == 0)
            output.Line("  exact: every value of it fits");
        output.Line();
    }

    private static string Parts(int count) => count == 1 ? "read in one part" : $"read in {count:N0} parts";

    private static void Write(JobOutput output, string word, IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
            output.Line($"  {word}: {line}");
    }
}
