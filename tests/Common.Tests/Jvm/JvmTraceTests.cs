using Microsoft.Spark;
using Pipeline.Common.Jvm;

namespace Pipeline.Common.Tests.Jvm;

/// <summary>Errors of Spark as Microsoft.Spark hands them to a job: wrapped, and as text only.</summary>
public sealed class JvmTraceTests
{
    private const string RowsRefused = """
        org.apache.spark.SparkException: Job aborted due to stage failure: Task 1 in stage 2.0 failed 4 times, most recent failure: Lost task 1.3 in stage 2.0 (TID 9) (127.0.0.1 executor 0): java.sql.BatchUpdateException: (conn=12) Duplicate entry 'ann@example.org' for key 'users_email'
        	at org.mariadb.jdbc.Statement.executeBatch(Statement.java:1)
        Driver stacktrace:
        	at org.apache.spark.scheduler.DAGScheduler.abortStage(DAGScheduler.scala:1)
        Caused by: java.sql.BatchUpdateException: (conn=12) Duplicate entry 'ann@example.org' for key 'users_email'
        	at org.mariadb.jdbc.Statement.executeBatch(Statement.java:1)
        	... 1 more
        """;

    private const string ServerAway = """
        org.postgresql.util.PSQLException: Connection to 10.0.0.7:5432 refused. Check that the hostname and port are correct.
        	at org.postgresql.core.v3.ConnectionFactoryImpl.openConnectionImpl(ConnectionFactoryImpl.java:1)
        Caused by: java.net.ConnectException: Connection refused
        	... 12 more
        """;

    private const string NoView = """
        org.apache.spark.sql.catalyst.ExtendedAnalysisException: [TABLE_OR_VIEW_NOT_FOUND] The table or view `orders_replica` cannot be found.
        	at org.apache.spark.sql.catalyst.analysis.package$AnalysisErrorAt.failAnalysis(package.scala:1)
        """;

    private const string SnapshotGone = """
        org.apache.spark.SparkException: Job aborted due to stage failure: Task 0 in stage 0.0 failed 4 times, most recent failure: Lost task 0.3 in stage 0.0 (TID 3) (127.0.0.1 executor 0): org.postgresql.util.PSQLException: ERROR: invalid snapshot identifier: "00000003-00000574-1"
        	at org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse(QueryExecutorImpl.java:1)
        """;

    private const string BrokerAway = """
        org.apache.spark.SparkException: Job aborted due to stage failure: Task 0 in stage 0.0 failed 4 times, most recent failure: Lost task 0.3 in stage 0.0 (TID 3) (127.0.0.1 executor 0): java.util.concurrent.TimeoutException: Cannot fetch record for offset 5000 in 30000 milliseconds
        	at org.apache.spark.sql.kafka010.consumer.KafkaDataConsumer.get(KafkaDataConsumer.scala:1)
        """;

    private const string OffsetsGone = """
        org.apache.spark.SparkException: Job aborted due to stage failure: Task 0 in stage 0.0 failed 4 times
        	at org.apache.spark.scheduler.DAGScheduler.abortStage(DAGScheduler.scala:1)
        Caused by: org.apache.kafka.clients.consumer.OffsetOutOfRangeException: Fetch position 40 is out of range for partition my_topic-0
        	at org.apache.kafka.clients.consumer.internals.Fetcher.parse(Fetcher.java:1)
        """;

    private const string Nanoseconds = """
        org.apache.spark.SparkException: Job aborted due to stage failure: Task 0 in stage 0.0 failed 4 times, most recent failure: Lost task 0.3 in stage 0.0 (TID 3) (127.0.0.1 executor 0): java.lang.ArithmeticException: long overflow
        	at java.base/java.lang.Math.multiplyExact(Math.java:1)
        	at org.apache.spark.sql.kafka010.KafkaRecordToRowConverter.$anonfun$toInternalRowWithHeaders$1(KafkaRecordToRowConverter.scala:1)
        Caused by: java.lang.ArithmeticException: long overflow
        	... 1 more
        """;

    private const string SumTooLarge = """
        org.apache.spark.SparkArithmeticException: [ARITHMETIC_OVERFLOW] long overflow. Use 'try_add' to tolerate overflow and return NULL instead. SQLSTATE: 22003
        	at org.apache.spark.sql.errors.ExecutionErrors.arithmeticOverflowError(ExecutionErrors.scala:1)
        """;

    private const string NotSql = "org.apache.spark.sql.catalyst.parser.ParseException: \n[PARSE_SYNTAX_ERROR] Syntax error at or near 'selec'. SQLSTATE: 42601 (line 1, pos 0)\n\n== SQL ==\nselec 1\n^^^\n"
        + "\n\tat org.apache.spark.sql.catalyst.parser.ParseException.withCommand(parsers.scala:1)";

    private const string NoNumber = """
        org.apache.spark.SparkNumberFormatException: [CAST_INVALID_INPUT] The value 'bob@x.org' of the type "STRING" cannot be cast to "DOUBLE" because it is malformed. Correct the value as per the syntax, or change its target type. Use `try_cast` to tolerate malformed input and return NULL instead. SQLSTATE: 22018
        == SQL (line 1, position 8) ==
        select cast(t as double) from v
               ^^^^^^^^^^^^^^^^^^^^^^^^

        	at org.apache.spark.sql.errors.QueryExecutionErrors$.invalidInputInCastToNumberError(QueryExecutionErrors.scala:1)
        """;

    [Theory]
    [InlineData(NotSql, ExitCode.DataRefused, "Spark failed: the query cannot be run: [PARSE_SYNTAX_ERROR] Syntax error at or near 'selec'. SQLSTATE: 42601 (line 1, pos 0).")]
    [InlineData(NoNumber, ExitCode.DataRefused, "Spark failed: the query met values that it cannot compute: [CAST_INVALID_INPUT] a value of the type \"STRING\" cannot be cast to \"DOUBLE\" because it is malformed.")]
    [InlineData(Nanoseconds, ExitCode.DataRefused, "Spark failed: a time that was read is beyond what Spark can count (long overflow), such as that of a Kafka message in nanoseconds instead of milliseconds.")]
    [InlineData(SumTooLarge, ExitCode.DataRefused, "Spark failed: the query met values that it cannot compute: [ARITHMETIC_OVERFLOW] long overflow.")]
    [InlineData(BrokerAway, ExitCode.CannotConnect, "Spark failed: Cannot fetch record for offset 5000 in 30000 milliseconds.")]
    [InlineData(OffsetsGone, ExitCode.DataRefused, "Spark failed: Fetch position 40 is out of range for partition my_topic-0.")]
    [InlineData(SnapshotGone, ExitCode.CannotConnect, "Spark failed: the source's snapshot ended during the run, as the connection that held it was lost (invalid snapshot identifier: \"00000003-00000574-1\").")]
    [InlineData(RowsRefused, ExitCode.DataRefused, "Spark failed: Duplicate entry for key 'users_email'.")]
    [InlineData(ServerAway, ExitCode.CannotConnect, "Spark failed: Connection to 10.0.0.7:5432 refused. Check that the hostname and port are correct.")]
    [InlineData(NoView, ExitCode.DataRefused, "Spark failed: the query cannot be run: [TABLE_OR_VIEW_NOT_FOUND] The table or view `orders_replica` cannot be found.")]
    [InlineData("java.lang.StackOverflowError", ExitCode.Bug, "Spark failed: java.lang.StackOverflowError without a message.")]
    [InlineData("java.lang.OutOfMemoryError", ExitCode.CannotConnect, "Spark failed: a JVM of Spark ran out of memory, or was killed (java.lang.OutOfMemoryError).")]
    public void The_root_cause_is_said_without_the_values_of_rows(string trace, ExitCode code, string message)
    {
        var error = new InvalidOperationException("JVM method execution failed: Nonstatic method 'save' failed for class '25'", new JvmException(trace));

        var known = ServerErrors.Explain(error).ShouldNotBeNull();

        known.Code.ShouldBe(code);
        known.Message.ShouldBe(message);
        known.Remedy.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_JVM_that_ended_during_a_call_is_lost(string? trace)
    {
        var known = ServerErrors.Explain(new JvmException(trace!)).ShouldNotBeNull();

        known.Code.ShouldBe(ExitCode.CannotConnect);
        known.Message.ShouldBe("Spark failed: the JVM of spark-submit ended while the job still called it.");
    }

    [Fact]
    public void Frames_are_no_causes() => JvmTrace.Causes(RowsRefused).Count.ShouldBe(2);

    [Fact]
    public void Any_other_error_has_no_trace() => JvmTrace.Find(new InvalidOperationException(ServerAway)).ShouldBeNull();
}
