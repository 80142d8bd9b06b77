using System.Globalization;
using System.Text;
using Pipeline.Cli.History;

namespace Pipeline.Cli.Report;

/// <summary>The last runs in Prometheus' text format, for the textfile collector of a node exporter.</summary>
internal static class PrometheusText
{
    /// <summary>The family that tells which jobs could be read.</summary>
    public const string Readable = "pipeline_job_readable";

    /// <summary>The file's text: of each job, or of each topic that the events job reads, the latest run that is over, and when it was last well.</summary>
    /// <param name="data">What to tell.</param>
    /// <param name="last">The last report's text, for what cannot be read now.</param>
    public static string Of(ReportData data, string last = "")
    {
        var text = new StringBuilder();
        var earlier = new EarlierSeries(last, data.Unread);
        var ended = data.LastEnded;
        var tables = data.Tables;

        Gauge(Readable, "1 when the runs of the job could be read; 0 when its series are those of an earlier report.", RunHistory.Jobs, Label, job => data.Unread.Any(unread => unread.Job == job) ? 0 : 1);
        Gauge("pipeline_last_run_timestamp_seconds", "When the latest run of the job ended; where it was killed, when the next one found it so, and none until then.", ended.Where(run => run.Ended is not null), ByJob, run => Unix(run.Ended!.Value));
        Gauge("pipeline_last_run_success", "1 when it was done and proven; 0 when it failed or was killed.", ended, ByJob, run => run.Outcome is "done" ? 1 : 0);
        Gauge("pipeline_last_run_exit_code", "Its exit code; none where it was killed.", ended.Where(run => run.ExitCode is not null), ByJob, run => run.ExitCode!.Value);
        Gauge("pipeline_last_run_duration_seconds", "How long it took.", ended.Where(run => run.Seconds is not null), ByJob, run => run.Seconds!.Value);
        Gauge("pipeline_last_success_timestamp_seconds", "When a run of the job was last done and proven.", data.LastDone, ByJob, run => Unix(run.Ended!.Value));
        Gauge("pipeline_table_rows", "Rows of the table when a run of the job last published or compared all of it; where days of a mart are rebuilt, the figure stays.", tables.Where(one => one.Table.RowsTarget is not null), ByTable, one => one.Table.RowsTarget!.Value);
        Gauge("pipeline_table_bytes", "Size of its values at the source, as PostgreSQL keeps them.", tables.Where(one => one.Table.Bytes is not null), ByTable, one => one.Table.Bytes!.Value);
        Gauge("pipeline_table_duration_seconds", "How long the table took that run.", tables, ByTable, one => one.Table.Seconds);
        Gauge("pipeline_events_lag_messages", "Messages of the partition that were not stored yet when a run last stored some of it.", data.Events.Lag.Rows, ByPartition, one => one.Messages);
        Gauge("pipeline_events_lag_seen_timestamp_seconds", "When that lag was seen. It stays while runs fail, and while no message comes.", data.Events.Lag.Rows, ByPartition, one => Unix(one.Seen));
        Gauge("pipeline_report_timestamp_seconds", "When these figures were written.", [data.Made], _ => "", Unix);
        return text.ToString();

        void Gauge<T>(string name, string help, IEnumerable<T> items, Func<T, string> labels, Func<T, double> value)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n");
            foreach (var item in items)
                text.Append(CultureInfo.InvariantCulture, $"{name}{(labels(item) is { Length: > 0 } some ? $"{{{some}}}" : "")} {value(item):R}\n");
            foreach (var line in earlier.Of(name))
                text.Append(line).Append('\n');
        }
    }

    /// <summary>The label of a job. Not "job": that name is the scraper's own.</summary>
    public static string Label(string job) => $"pipeline_job=\"{Escaped(job)}\"";

    private static string ByJob(RecordedRun run) => $"{Label(run.Job)}{(run.Topic is { } topic ? $",topic=\"{Escaped(topic)}\"" : "")}";

    private static string ByTable((string Job, RecordedTable Table) one) => $"{Label(one.Job)},table=\"{Escaped(one.Table.Target)}\"";

    private static string ByPartition(PartitionLag one) => $"topic=\"{Escaped(one.Topic)}\",partition=\"{one.Partition}\"";

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static double Unix(DateTime time) => (DateTime.SpecifyKind(time, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalSeconds;
}
