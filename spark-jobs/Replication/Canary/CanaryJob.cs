using MySqlConnector;
using Pipeline.Common;
using Pipeline.Common.Runs;

namespace Pipeline.Replication.Canary;

/// <summary>
/// Sends one known instant the way that times travel: out of PostgreSQL as text, into MySQL, out of MySQL as a moment as marts read it, and
/// into MySQL again; at each station it must be the same. Reads no table, writes two staging tables, and drops them; a rerun starts clean.
/// </summary>
internal sealed class CanaryJob(DatabaseUrl source, DatabaseUrl target, JobContext context)
{
    private const string Name = "canary";
    private const string SourceQuery = $"(select 1 as id, (timestamptz '{KnownInstant.Literal}' at time zone 'UTC')::text as instant) as canary";

    private static readonly string[] Whole = ["1 = 1"];

    private readonly CancellationToken _cancellation = context.Cancellation;

    /// <summary>Sends it.</summary>
    /// <exception cref="PipelineException">It arrived as another instant (exit 5), or another canary is on its way (exit 75).</exception>
    public async Task RunAsync(RunOptions options)
    {
        await using var connection = await RunLock.OpenAsync(target, "pipeline canary", Name, options, context);
        using var spark = SparkSession.Builder().AppName("pipeline canary").Config("spark.sql.session.timeZone", "UTC").GetOrCreate();
        await using var stop = _cancellation.Register(spark.Stop);
        var staging = new StagingTables(connection, new RunIdentity(Name, RunIdentity.NewRunId(DateTimeOffset.UtcNow), Attempt: 1));
        await staging.DropLeftoversAsync(_cancellation);
        try
        {
            await SendAsync(spark, connection, staging);
        }
        finally
        {
            await staging.TryDropLeftoversAsync();
        }
    }

    private async Task SendAsync(SparkSession spark, MySqlConnection connection, StagingTables staging)
    {
        var first = await CreateAsync(connection, staging, "instant datetime(6) not null");
        var second = await CreateAsync(connection, staging, "instant datetime(6) not null, stamp timestamp(6) null");
        var jdbc = JdbcOptions.MySql(target, await MySqlServer.OfAsync(connection, _cancellation));

        var sent = Read(spark, JdbcOptions.Postgres(source), SourceQuery);
        new Sighting("the session read it from PostgreSQL as text", sent.Collect().ToList()[0].GetAs<string>(1)).Require();
        var firstQuery = DateTimeOffset.UtcNow;
        Write(sent, jdbc, first);
        await RequireAsync(connection, first, "instant", "the session wrote that text to MySQL");

        Read(spark, jdbc, SqlName.MySql(first)).CreateOrReplaceTempView(Name);
        var moments = spark.Sql("select id, instant, instant as stamp from canary");
        new Sighting("the session read it from MySQL as a moment", KnownInstant.Of(moments.Collect().ToList()[0].GetAs<Timestamp>(1))).Require();
        Write(moments, jdbc, second);
        await RequireAsync(connection, second, "instant", "the session wrote that moment to MySQL");
        await RequireAsync(connection, second, "stamp", "the session wrote that moment to MySQL as a TIMESTAMP");

        context.Output.Line($"The instant {KnownInstant.Text} UTC travelled unchanged, on {spark.Version()}.");
        context.Output.Result(new { engine = spark.Version(), instant = KnownInstant.Text, first_query = firstQuery });
    }

    private async Task<string> CreateAsync(MySqlConnection connection, StagingTables staging, string columns)
    {
        var table = staging.NewName();
        await connection.ExecuteAsync($"create table {SqlName.MySql(table)} (id int not null primary key, {columns})", _cancellation);
        return table;
    }

    private async Task RequireAsync(MySqlConnection connection, string table, string column, string station) => new Sighting(
        station,
        await connection.ScalarAsync<string>($"select date_format({column}, '%Y-%m-%d %H:%i:%s.%f') from {SqlName.MySql(table)}", _cancellation) ?? "nothing").Require();

    private static DataFrame Read(SparkSession spark, Dictionary<string, string> jdbc, string table) =>
        spark.Read().Options(jdbc).Jdbc(jdbc["url"], table, Whole, new Dictionary<string, string>(StringComparer.Ordinal));

    private static void Write(DataFrame rows, Dictionary<string, string> jdbc, string table) =>
        rows.Write().Mode(SaveMode.Append).Format("jdbc").Options(jdbc).Option("dbtable", SqlName.MySql(table)).Save();
}
