using Pipeline.Common;
using Pipeline.KafkaToPostgres.Verification;

namespace Pipeline.KafkaToPostgres;

/// <summary>The events job as a program: <c>Pipeline.KafkaToPostgres.dll --topic my_topic --follow --interval 5</c>.</summary>
public static class KafkaToPostgresProgram
{
    /// <summary>The job's name in the run tables.</summary>
    public const string Job = "kafka-to-postgres";

    /// <summary>How the engine of an attempt ends there that judged rejected messages again, and read nothing of the topic.</summary>
    public const string Replay = ", replay";

    /// <summary>Runs the job; the database comes from <c>POSTGRES_URL</c>, the broker from <c>KAFKA_BOOTSTRAP_SERVERS</c>.</summary>
    public static Task<ExitCode> RunAsync(IReadOnlyList<string> args) =>
        JobHost.RunAsync<KafkaToPostgresOptions>(Job, args, (options, context) =>
        {
            var settings = EventsSettings.Of(options, Environment.GetEnvironmentVariable);
            return settings.Work switch
            {
                EventsWork.Verify => new VerifyJob(settings, DatabaseUrl.Postgres(), context).RunAsync(),
                EventsWork.ReplayRejected => new ReplayJob(settings, DatabaseUrl.Postgres(), context).RunAsync(options),
                _ => new KafkaToPostgresJob(settings, DatabaseUrl.Postgres(), context).RunAsync(options),
            };
        });
}
