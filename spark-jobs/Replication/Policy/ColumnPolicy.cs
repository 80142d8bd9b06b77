using Pipeline.Common;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Policy;

/// <summary>What the user decided for a column, or for several by <c>*</c>.</summary>
/// <param name="Text">As typed: <c>public.t.c=null</c>.</param>
/// <param name="Column">The columns meant, by schema, table and name.</param>
/// <param name="Policy">What becomes of their values.</param>
internal sealed record ColumnPolicy(string Text, NameGlob Column, UnrepresentablePolicy Policy)
{
    /// <summary>Reads one decision.</summary>
    /// <exception cref="PipelineException">It cannot be read (exit 2).</exception>
    public static ColumnPolicy Parse(string text)
    {
        var equals = text.LastIndexOf('=');
        return equals > 0 && PolicyOf(text[(equals + 1)..]) is { } policy
            ? new(text, new(text[..equals]), policy)
            : throw new PipelineException(
                ExitCode.Usage,
                $"--on-unrepresentable {text} is not understood.",
                "Write schema.table.column=null, =clamp or =text; * stands for any characters; several with commas.");
    }

    public bool Means(SourceTable table, SourceColumn column) =>
        Column.Matches($"{table.Schema}.{table.Name}.{column.Name}")
        || (table.Schema == "public" && Column.Matches($"{table.Name}.{column.Name}"));

    private static UnrepresentablePolicy? PolicyOf(string word) => word.ToUpperInvariant() switch
    {
        "NULL" => UnrepresentablePolicy.Null,
        "CLAMP" => UnrepresentablePolicy.Clamp,
        "TEXT" => UnrepresentablePolicy.Text,
        _ => null,
    };
}
