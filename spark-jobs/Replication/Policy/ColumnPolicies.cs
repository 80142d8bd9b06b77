using Pipeline.Common;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Policy;

/// <summary>The user's decisions over values that MySQL cannot hold; a later one goes before an earlier one.</summary>
internal sealed class ColumnPolicies(IReadOnlyList<ColumnPolicy> policies)
{
    /// <summary>How the record puts what a clamp changed.</summary>
    public const string ClampedHow = "clamped";

    public static ColumnPolicies None { get; } = new([]);

    public static ColumnPolicies Parse(IEnumerable<string> texts) => new([.. texts.Where(text => text.Length > 0).Select(ColumnPolicy.Parse)]);

    /// <summary>Refuses a decision over no column: it is misspelt.</summary>
    /// <exception cref="PipelineException">There is one (exit 2).</exception>
    public void RequireColumns(IReadOnlyList<SourceTable> tables)
    {
        if (policies.FirstOrDefault(policy => !tables.Any(t => t.Columns.Any(c => policy.Means(t, c)))) is { } idle)
        {
            throw new PipelineException(
                ExitCode.Usage,
                $"--on-unrepresentable {idle.Text} means no column of the chosen tables.",
                "Correct it (schema.table.column=policy), or add its table to --tables.");
        }
    }

    /// <summary>The contract of a column under its policy.</summary>
    public ColumnContract Apply(SourceTable table, ColumnContract contract, MySqlServer server)
    {
        if (contract.Refusals.Count == 0 || policies.LastOrDefault(policy => policy.Means(table, contract.Column)) is not { } chosen)
            return contract;

        return chosen.Policy switch
        {
            UnrepresentablePolicy.Text => TextContract.Instead(contract, server),
            UnrepresentablePolicy.Clamp => Clamped(contract),
            _ when table.Indexes.Any(i => i.IsPrimary && i.Columns.Contains(contract.Column.Name, StringComparer.Ordinal)) =>
                throw new PipelineException(
                    ExitCode.Usage,
                    $"--on-unrepresentable {chosen.Text}: {table}.{contract.Column.Name} is in the primary key, which holds no NULL.",
                    "Choose =text, or correct the values in the source."),
            _ => Nulled(contract),
        };
    }

    private static ColumnContract Nulled(ColumnContract contract) => contract with
    {
        Column = contract.Column with { NotNull = false },
        Value = $"(case when not coalesce({string.Join(" or ", contract.Refusals.Select(r => $"({r.Predicate})"))}, false) then {{0}} end)",
        Refusals = [],
        Changes = contract.Refusals,
        ChangedHow = "set to NULL",
    };

    private static ColumnContract Clamped(ColumnContract contract)
    {
        List<Refusal> near = [.. contract.Refusals.Where(r => r.Clamp is not null)];
        return near.Count == 0
            ? contract
            : contract with
            {
                Value = $"(case {string.Join(' ', near.Select(r => $"when {r.Predicate} then {r.Clamp}"))} else {{0}} end)",
                Refusals = [.. contract.Refusals.Where(r => r.Clamp is null)],
                Changes = near,
                ChangedHow = ClampedHow,
            };
    }
}
