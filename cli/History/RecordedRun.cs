using Pipeline.KafkaToPostgres;

namespace Pipeline.Cli.History;

/// <summary>One attempt of a run as its job recorded it.</summary>
/// <param name="RunId">Name of the run.</param>
/// <param name="Attempt">Which try it was, from 1.</param>
/// <param name="Job">replication, analytics or kafka-to-postgres.</param>
/// <param name="Engine">What executed it.</param>
/// <param name="Outcome">running, done, failed or abandoned; killed where the record says running and nobody holds the lock any more.</param>
/// <param name="ExitCode">Null while it runs, and where it was killed.</param>
/// <param name="Source">The source's snapshot, or the topic that was read.</param>
/// <param name="Error">What it said when it failed.</param>
/// <param name="Began">In UTC.</param>
/// <param name="Ended">In UTC; null while it runs.</param>
/// <param name="Rows">Rows written, or messages stored; null where it recorded none.</param>
internal sealed record RecordedRun(
    string RunId, int Attempt, string Job, string Engine, string Outcome, int? ExitCode, string? Source, string? Error, DateTime Began, DateTime? Ended, long? Rows)
{
    /// <summary>What the events job read; null for other jobs.</summary>
    public string? Topic => Job is KafkaToPostgresProgram.Job ? Source : null;

    /// <summary>How long it took; null while nobody knows its end.</summary>
    public double? Seconds => Ended is { } ended && Outcome is not "abandoned" ? Math.Round((ended - Began).TotalSeconds, 3) : null;
}
