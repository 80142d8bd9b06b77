using MySqlConnector;
using Npgsql;
using Pipeline.Common;
using Pipeline.Replication.Chunks;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Diff;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Proof;

namespace Pipeline.Replication.Verification;

/// <summary>Shows rows that differ: their keys and, unless data is private, both sides' values, cut.</summary>
internal sealed class RowSamples(TablePlan plan, ChunkKey key, NpgsqlConnection source, MySqlConnection target, bool keysOnly)
{
    /// <summary>One line a row.</summary>
    public async Task<string> OfMissingAsync(DifferingRow row, CancellationToken cancellation)
    {
        var there = await OfSourceAsync(row, cancellation);
        return keysOnly ? $"missing: {KeyOf(there)}" : $"missing: {KeyOf(there)}; {plan.Table} has {Listed(there)}";
    }

    public async Task<string> OfSurplusAsync(DifferingRow row, CancellationToken cancellation)
    {
        var here = await OfTargetAsync(row, cancellation);
        return keysOnly ? $"only here: {KeyOf(here)}" : $"only here: {KeyOf(here)}; {plan.Target} has {Listed(here)}";
    }

    public async Task<string> OfUnequalAsync(DifferingRow row, CancellationToken cancellation)
    {
        var there = await OfSourceAsync(row, cancellation);
        var here = await OfTargetAsync(row, cancellation);
        var unequal = plan.Columns.Where((_, i) => there[i].Canonical != here[i].Canonical).Select(c => c.Column.Name).ToHashSet(StringComparer.Ordinal);
        return keysOnly
            ? $"not equal: {KeyOf(there)}, in {string.Join(", ", unequal)}"
            : $"not equal: {KeyOf(there)}; {plan.Table} has {Listed(there.Where(c => unequal.Contains(c.Name)))}, {plan.Target} has {Listed(here.Where(c => unequal.Contains(c.Name)))}";
    }

    private async Task<IReadOnlyList<SampledValue>> OfSourceAsync(DifferingRow row, CancellationToken cancellation)
    {
        var columns = plan.Columns.Select(c => $"left(({c.SelectExpression})::text, {PrintableText.LongestValue + 1}), ({c.SourceTextExpression})::text");
        return (await source.QueryAsync(
            $"select {string.Join(", ", columns)} from {plan.Table.From} where ctid = {SqlName.PostgresText(row.Place!)}::tid", Values, cancellation))[0];
    }

    private async Task<IReadOnlyList<SampledValue>> OfTargetAsync(DifferingRow row, CancellationToken cancellation)
    {
        var columns = plan.Columns.Select(c => $"left({Shown(c)}, {PrintableText.LongestValue + 1}), {RowText.InCharacters($"concat({c.TargetTextExpression})")}");
        var rows = await target.QueryAsync(
            $"select {string.Join(", ", columns)} from {SqlName.MySql(plan.Target)} where {row.Range.InMySql(key)} and {RowText.InMySql(key.Columns)} = {SqlName.MySqlText(row.Key)}",
            Values,
            cancellation);
        return rows is [var found] ? found : throw VerifyErrors.Changed(plan.Target);
    }

    private static string Shown(ColumnContract column)
    {
        var name = SqlName.MySql(column.Column.Name);
        return column.MySqlType == "longblob" ? $"concat('\\\\x', lower(hex(left({name}, {PrintableText.LongestValue}))))" : $"concat({name})";
    }

    private SampledValue[] Values(System.Data.Common.DbDataReader row) =>
    [
        .. plan.Columns.Select((column, i) => new SampledValue(column.Column.Name, Text(row, 2 * i), Text(row, (2 * i) + 1))),
    ];

    private static string? Text(System.Data.Common.DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : Convert.ToString(row.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);

    private string KeyOf(IReadOnlyList<SampledValue> row) =>
        string.Join(", ", key.Columns.Select(column => row.First(value => value.Name == column.Column.Name)));

    private static string Listed(IEnumerable<SampledValue> values) => $"({string.Join(", ", values)})";

    /// <summary>A value of one side.</summary>
    private sealed record SampledValue(string Name, string? Shown, string? Canonical)
    {
        public override string ToString() => PrintableText.Of($"{Name} = {(Shown is null ? "NULL" : PrintableText.Cut(Shown))}");
    }
}
