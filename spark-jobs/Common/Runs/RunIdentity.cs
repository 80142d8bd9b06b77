using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Common.Runs;

/// <summary>Names one attempt of one run of one job.</summary>
public sealed record RunIdentity(string Job, string RunId, int Attempt)
{
    private const int LongestRunId = 200;

    /// <summary>The name of the run.</summary>
    /// <exception cref="PipelineException">It is longer than the run tables hold (exit 2).</exception>
    public string RunId { get; } = RunId.Length <= LongestRunId ? RunId : throw TooLong(RunId);

    /// <summary>Eight hexadecimal digits that stand for run and attempt in the names of staging tables.</summary>
    public string Tag { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{RunId}/{Attempt}")))[..8];

    /// <summary>A run id for a run that nobody named: UTC second and a random part, so that ids sort by time.</summary>
    public static string NewRunId(DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");

    /// <summary>The run tables have a row of this attempt.</summary>
    public PipelineException AlreadyRecorded(Exception error) => new(
        ExitCode.Usage,
        $"pipeline_runs has an attempt {Attempt} of the run {RunId} already.",
        "Leave --attempt out for the next one, or give another --run-id.",
        error);

    private static PipelineException TooLong(string runId) => new(
        ExitCode.Usage, $"--run-id has {runId.Length:N0} characters; the run tables hold {LongestRunId}.", "Give the run a shorter name.");
}
