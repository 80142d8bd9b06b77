using Pipeline.Common;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>A table that chance made; its columns' values stand by column.</summary>
internal sealed record RandomTable(string Name, IReadOnlyList<(string Name, string Type)> Columns, IReadOnlyList<string?[]> Values)
{
    public string Sql
    {
        get
        {
            var columns = string.Join(", ", Columns.Select(c => $"{SqlName.Postgres(c.Name)} {c.Type}"));
            var rows = Enumerable.Range(0, Values[0].Length)
                .Select(row => $"({string.Join(", ", Values.Select((column, i) => Literal(column[row], Columns[i].Type)))})");
            var insert = Values[0].Length == 0 ? "" : $"insert into {SqlName.Postgres(Name)} values {string.Join(", ", rows)};";
            return $"create table {SqlName.Postgres(Name)} ({columns}); {insert}";
        }
    }

    public override string ToString() => Sql;

    /// <summary>A value longer than its type is cut, as a cast does.</summary>
    private static string Literal(string? value, string type) => value is null ? "null" : $"{SqlName.PostgresText(value)}::{type}";
}
