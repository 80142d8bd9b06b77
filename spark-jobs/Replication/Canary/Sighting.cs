using Pipeline.Common;

namespace Pipeline.Replication.Canary;

/// <summary>The known instant as one station of its way gave it.</summary>
/// <param name="Station">Who read it, and where.</param>
/// <param name="Seen">What it had become.</param>
internal sealed record Sighting(string Station, string Seen)
{
    /// <summary>Holds it to the instant that was sent.</summary>
    /// <exception cref="PipelineException">It is another one (exit 5).</exception>
    public void Require()
    {
        if (!string.Equals(Seen, KnownInstant.Text, StringComparison.Ordinal))
        {
            throw new PipelineException(
                ExitCode.ProofFailed,
                $"The instant {KnownInstant.Text} UTC arrived as {Seen}: {Station}.",
                "Start every JVM of Spark with -Duser.timezone=UTC (spark.driver.extraJavaOptions, spark.executor.extraJavaOptions), then type: ./pipeline doctor");
        }
    }
}
