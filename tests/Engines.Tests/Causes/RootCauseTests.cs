using Pipeline.Spark.Sql.Causes;

namespace Pipeline.Engines.Tests.Causes;

public sealed class RootCauseTests
{
    private const string Lost = "Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times, most recent failure: Lost task 0.3 in stage 1.0 (TID 7) (127.0.0.1 executor 3): ";

    [Theory]
    [InlineData("ExecutorLostFailure (executor 3 exited caused by one of the running tasks) Reason: Command exited with code 52", "Command exited with code 52")]
    [InlineData("ExecutorLostFailure (executor 3 exited caused by one of the running tasks) Reason: Command exited with code 137", "Command exited with code 137")]
    [InlineData("java.lang.OutOfMemoryError: Java heap space\n\tat java.base/java.util.Arrays.copyOf", "java.lang.OutOfMemoryError: Java heap space")]
    public void An_executor_without_memory_is_no_fault_of_the_pipeline(string reason, string named)
    {
        var explained = RootCause.Of([new Cause("org.apache.spark.SparkException java.lang.Exception", Lost + reason, null)]);

        explained.ErrorClass.ShouldBe("CANNOT_CONNECT");
        explained.Text.ShouldBe($"a JVM of Spark ran out of memory, or was killed ({named}).");
        explained.Remedy.ShouldContain("spark.executor.memory");
    }

    [Theory]
    [InlineData("ERROR: canceling statement due to conflict with recovery", "hot_standby_feedback")]
    [InlineData("FATAL: terminating connection due to conflict with recovery", "hot_standby_feedback")]
    [InlineData("ERROR: canceling statement due to user request", "pg_cancel_backend")]
    [InlineData("ERROR: canceling statement due to statement timeout", "statement_timeout")]
    [InlineData("FATAL: terminating connection due to transaction timeout", "transaction_timeout")]
    public void A_statement_that_PostgreSQL_ended_is_no_fault_of_the_pipeline(string said, string remedy)
    {
        var explained = RootCause.Of([new Cause("org.postgresql.util.PSQLException java.sql.SQLException", said, null)]);

        explained.ErrorClass.ShouldBe("CANNOT_CONNECT");
        explained.Remedy.ShouldContain(remedy);
    }

    [Fact]
    public void An_executor_that_ended_otherwise_stays_one() =>
        RootCause.Of([new Cause("org.apache.spark.SparkException", Lost + "ExecutorLostFailure (executor 3 exited) Reason: Command exited with code 1", null)])
            .ErrorClass.ShouldBe("SPARK_FAILED");
}
