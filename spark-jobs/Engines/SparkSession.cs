using Pipeline.Spark.Sql.Internal;
using Pipeline.Spark.Sql.Internal.Plan;

namespace Pipeline.Spark.Sql;

/// <summary>The entry point of a program to its engine; follows <c>org.apache.spark.sql.SparkSession</c>.</summary>
public sealed class SparkSession : IDisposable
{
    private readonly IEngine _engine;

    internal SparkSession(IEngine engine) => _engine = engine;

    /// <summary>Starts the description of a session; follows <c>SparkSession.builder</c>.</summary>
    public static Builder Builder() => new();

    /// <summary>The version of what executes the plans; follows <c>SparkSession.version</c>.</summary>
    public string Version() => _engine.Version;

    /// <summary>Starts the description of a source; follows <c>SparkSession.read</c>.</summary>
    public DataFrameReader Read() => new(_engine);

    /// <summary>
    /// A query in Spark SQL over the views of this session; follows <c>SparkSession.sql</c>. The views are those of this
    /// moment: replacing one later does not change the query.
    /// </summary>
    /// <param name="sqlText">One select statement.</param>
    public DataFrame Sql(string sqlText) => new(_engine, new SqlQuery(sqlText, _engine.Views));

    /// <summary>
    /// Ends the session; follows <c>SparkSession.stop</c>. May be called from any thread: a call that is at work on another
    /// one is interrupted and throws <see cref="OperationCanceledException"/>.
    /// </summary>
    public void Stop() => _engine.Stop();

    /// <summary>Ends the session, as <see cref="Stop"/> does; follows <c>SparkSession.close</c>.</summary>
    public void Dispose() => Stop();
}
