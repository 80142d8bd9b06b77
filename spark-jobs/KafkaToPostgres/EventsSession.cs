using Pipeline.Common;

namespace Pipeline.KafkaToPostgres;

/// <summary>The session that moves and judges messages.</summary>
internal static class EventsSession
{
    public static SparkSession Start() => SparkSession.Builder()
        .AppName($"pipeline {KafkaToPostgresProgram.Job}")
        .Config("spark.sql.session.timeZone", "UTC")
        .Config("spark.pipeline.memoryLimit", "256m")
        .GetOrCreate();

    /// <summary>Fills a staging table; the calls of a session block, so they get a thread of their own.</summary>
    public static Task WriteAsync(DataFrame rows, DatabaseUrl target, string table) => Task.Factory.StartNew(
        () => rows.Write().Mode(SaveMode.Append).Format("jdbc").Options(JdbcOptions.Postgres(target)).Option("dbtable", table).Save(),
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
