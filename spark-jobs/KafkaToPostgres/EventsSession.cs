using Pipeline.Common;

namespace Pipeline.KafkaToPostgres;

/// <summary>The session that moves and judges messages.</summary>
internal static class EventsSession
{
    /// <summary>
    /// Rows that an executor of Spark reads of rejected messages at a time: one may have a megabyte, of which the server sends two as text. Without it
    /// the driver reads all of them.
    /// </summary>
    public const int RowsPerFetch = 32;

    /// <summary>Rows that an executor sends at a time, of which each may have a megabyte: as many as the driver puts into one statement at most.</summary>
    private const int RowsPerBatch = 128;

    // One method for all stages of a row is large: driver and executor spend longer on making and compiling it than it saves for a million rows.
    public static SparkSession Start() => SparkSession.Builder()
        .AppName($"pipeline {KafkaToPostgresProgram.Job}")
        .Config("spark.sql.session.timeZone", "UTC")
        .Config("spark.sql.codegen.wholeStage", "false")
        .Config("spark.pipeline.memoryLimit", "256m")
        .GetOrCreate();

    /// <summary>Fills a staging table; the calls of a session block, so they get a thread of their own.</summary>
    public static Task WriteAsync(DataFrame rows, DatabaseUrl target, string table) => Task.Factory.StartNew(
        () => rows.Write().Mode(SaveMode.Append).Format("jdbc").Options(JdbcOptions.Postgres(target)).Option("dbtable", table).Option("batchsize", RowsPerBatch).Save(),
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
