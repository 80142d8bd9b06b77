using Pipeline.Common;
using Spectre.Console;

namespace Pipeline.Events.Internal;

/// <summary>The closing lines of a run.</summary>
internal static class EventReport
{
    public static void Print(EventGeneratorResult result, EventRun run, JobOutput output)
    {
        output.Line(
            $"{result.Delivered:N0} of {run.Count ?? result.Messages:N0} messages are in {result.Topic} at {result.BootstrapServers}: "
            + $"{result.Seconds:N1} s, {result.EventsPerSecond:N0} messages/s, {result.Bytes / 1e6:N1} MB, {result.Bad:N0} bad on purpose, {result.Failed:N0} failed.");
        output.Console.Write(Counts(result));
        output.Console.Write(Offsets(result));
    }

    private static Table Counts(EventGeneratorResult result)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("message").AddColumn(new TableColumn("count").RightAligned());
        foreach (var (name, count) in result.ByType)
            table.AddRow(name, $"{count:N0}");
        foreach (var (name, count) in result.BadByKind)
            table.AddRow($"bad: {name}", $"{count:N0}");
        return table;
    }

    private static Table Offsets(EventGeneratorResult result)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in (ReadOnlySpan<string>)["partition", "delivered", "first offset", "last offset", "dropped"])
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var partition in result.Partitions)
            table.AddRow($"{partition.Partition}", $"{partition.Messages:N0}", $"{partition.FirstOffset:N0}", $"{partition.LastOffset:N0}", $"{partition.Dropped:N0}");
        return table;
    }
}
