using Pipeline.Common;
using Pipeline.Replication.Source;

namespace Pipeline.Replication;

/// <summary>How replicas are called: a pattern in which <c>{schema}</c> and <c>{table}</c> stand for the source's.</summary>
internal sealed record ReplicaName(string Pattern)
{
    public static ReplicaName Default { get; } = new("{table}_replica");

    /// <summary>Reads the pattern; null means the default.</summary>
    /// <exception cref="PipelineException">It would give all tables the same name (exit 2).</exception>
    public static ReplicaName Parse(string? pattern) => pattern switch
    {
        null => Default,
        _ when pattern.Contains("{table}", StringComparison.Ordinal) => new(pattern),
        _ => throw new PipelineException(ExitCode.Usage, $"--name {pattern} does not contain {{table}}.", "Write it like '{schema}_{table}_replica'."),
    };

    public string Of(SourceTable table) =>
        string.Join(table.Name, Pattern.Split("{table}").Select(part => part.Replace("{schema}", table.Schema, StringComparison.Ordinal)));
}
