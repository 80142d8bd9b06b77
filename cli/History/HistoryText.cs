using System.Globalization;
using Spectre.Console;

namespace Pipeline.Cli.History;

/// <summary>Runs and proofs as tables on a console.</summary>
internal sealed class HistoryText(IAnsiConsole console)
{
    public void Show(IReadOnlyList<RecordedRun> runs)
    {
        if (runs.Count == 0)
        {
            console.WriteLine("No run is recorded yet.");
            return;
        }

        var table = Plain("began (UTC)", "job", "outcome").AddColumn(Right("seconds")).AddColumn(Right("rows")).AddColumn("run");
        foreach (var run in runs)
        {
            table.AddRow(
                Text(Time(run.Began)), Text(run.Job), Outcome(run), Text(Number(run.Seconds)), Text(Number(run.Rows)),
                Text(run.Attempt == 1 ? run.RunId : $"{run.RunId} (attempt {run.Attempt})"));
        }

        console.Write(table);
    }

    public void Show(RunProof proof)
    {
        var run = proof.Run;
        console.WriteLine($"Run {run.RunId}, attempt {run.Attempt}: {run.Job} on {run.Engine}, {run.Outcome}{(run.ExitCode is { } code ? $" (exit code {code})" : "")}");
        console.WriteLine($"began {Time(run.Began)} UTC, {(run.Seconds is { } seconds ? $"took {Number(seconds)} s" : "its end is not known")}{(run.Source is { } source ? $", read {source}" : "")}");
        if (run.Error is { } error)
            console.WriteLine($"it said: {error}");
        if (proof.Tables is not [])
            console.Write(Tables(proof.Tables));
        if (proof.Partitions is not [])
            console.Write(Partitions(proof.Partitions));
        if (proof.More is { } more)
            console.WriteLine(more);
        foreach (var table in proof.Tables.Where(table => table.Note is { Length: > 0 }))
            console.WriteLine($"{table.Target}: {table.Note}");
        console.WriteLine();
    }

    private static Table Tables(IReadOnlyList<RecordedTable> tables)
    {
        var table = Plain("source", "target").AddColumn(Right("rows there")).AddColumn(Right("rows here")).AddColumn("checksums").AddColumn("proof").AddColumn(Right("seconds"));
        foreach (var one in tables)
        {
            table.AddRow(
                Text(one.Source), Text(one.Target), Text(Number(one.RowsSource)), Text(Number(one.RowsTarget)), Text(Checksums(one)), Text(one.Proof),
                Text(Number(one.Seconds)));
        }

        return table;
    }

    /// <summary>That there, and below it that here; one line where neither was taken.</summary>
    private static string Checksums(RecordedTable table) =>
        table is { ChecksumSource: null, ChecksumTarget: null } ? "-" : $"{table.ChecksumSource ?? "-"}\n{table.ChecksumTarget ?? "-"}";

    private static Table Partitions(IReadOnlyList<RecordedPartition> partitions)
    {
        var table = Plain().AddColumn(Right("pass")).AddColumn(Right("partition")).AddColumn(Right("from")).AddColumn(Right("to")).AddColumn(Right("events"))
            .AddColumn(Right("duplicates")).AddColumn(Right("rejected")).AddColumn(Right("lag")).AddColumn("gaps");
        foreach (var one in partitions)
        {
            table.AddRow(
                Text(Number(one.Pass)), Text(Number(one.Partition)), Text(Number(one.BeginOffset)), Text(Number(one.EndOffset)), Text(Number(one.Events)),
                Text(Number(one.Duplicates)), Text(Number(one.Rejected)), Text(Number(one.Lag)), Text(one.Gaps is "{}" ? "-" : one.FirstGaps()));
        }

        return table;
    }

    private static Markup Outcome(RecordedRun run) => new(run.Outcome switch
    {
        "done" => "[green]done[/]",
        "failed" => $"[red]failed ({run.ExitCode})[/]",
        var other => $"[yellow]{Markup.Escape(other)}[/]",
    });

    private static Table Plain(params string[] columns) => new Table().Border(TableBorder.Rounded).AddColumns(columns);

    private static TableColumn Right(string title) => new TableColumn(title).RightAligned();

    private static Markup Text(string text) => new(Markup.Escape(text));

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Number(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "-";

    private static string Number(double? value) => value?.ToString("N1", CultureInfo.InvariantCulture) ?? "-";
}
