using System.Data.Common;
using MySqlConnector;
using Npgsql;
using Pipeline.Analytics;
using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.KafkaToPostgres;
using Pipeline.Replication;

namespace Pipeline.Cli.History;

/// <summary>Reads the run tables: those of replication and analytics in MySQL, those of the events job in PostgreSQL.</summary>
internal sealed class RunHistory(ShopServers servers, CancellationToken cancellation)
{
    private const string Application = "pipeline history";

    /// <summary>Rows of partitions read of an attempt: one that follows a topic adds some with every pass, 70,000 a day.</summary>
    private const int MostPartitions = 1000;

    /// <summary>The jobs that leave runs.</summary>
    public static readonly IReadOnlyList<string> Jobs = [ReplicationProgram.Job, AnalyticsProgram.Job, KafkaToPostgresProgram.Job];

    private const string Latest = " where (@p0 = '' or job = @p0) order by began desc, run_id, attempt limit ";

    private const string InMySql = """
        select run_id, attempt, job, engine, outcome, exit_code, source_snapshot, error, began, ended,
            (select cast(sum(t.rows_target) as signed) from pipeline_run_tables as t where t.run_id = r.run_id and t.attempt = r.attempt)
        from pipeline_runs as r
        """;

    private const string ColumnsInPostgres = """
        select run_id, attempt, job, engine, outcome, exit_code, topic, error, began at time zone 'UTC', ended at time zone 'UTC',
            (select sum(p.messages)::bigint from pipeline_run_partitions as p where p.run_id = r.run_id and p.attempt = r.attempt)
        """;

    private const string InPostgres = $"{ColumnsInPostgres} from pipeline_runs as r";

    /// <summary>A mistyped topic is told for a week; one of which something was stored for as long as its offsets stand.</summary>
    private const string Told = "began > now() - interval '1 week' or exists (select from kafka_offsets as o where o.topic = r.topic)";

    private bool? _seesEvents;

    /// <summary>Why a job's runs are not seen though no server is at fault; null where they are. Whoever only replicates needs no run tables in PostgreSQL, and whoever only reads events no MySQL.</summary>
    public async Task<string?> UnseenAsync(string job)
    {
        if (job is not KafkaToPostgresProgram.Job)
            return servers.HasMySql ? null : ShopServers.NoMySql;
        var postgres = servers.Postgres(ShopRoles.Events);
        return await SeesEventsAsync() ? null : $"{postgres.Address} has no run tables that its user {postgres.User} may read";
    }

    /// <summary>The latest attempts of all jobs that are seen, or of one; newest first.</summary>
    public async Task<IReadOnlyList<RecordedRun>> LatestAsync(string? job, int limit)
    {
        List<RecordedRun> runs = [];
        if (job is not KafkaToPostgresProgram.Job && servers.HasMySql)
            runs.AddRange(await InMySqlAsync(mysql => RunsAsync(mysql, $"{InMySql}{Latest}{limit}", job ?? "")));
        if (job is null or KafkaToPostgresProgram.Job && await SeesEventsAsync())
            runs.AddRange(await InPostgresAsync(postgres => RunsAsync(postgres, $"{InPostgres}{Latest}{limit}", job ?? "")));
        return [.. runs.OrderByDescending(run => run.Began).Take(limit)];
    }

    /// <summary>Of a job, or of each topic that the events job reads, the last attempt that is over, ended or killed, and was no replay of rejected messages, however long ago; none where there is none, or of a topic that nobody reads.</summary>
    /// <param name="job">Whose runs.</param>
    /// <param name="done">True for the last one that was done.</param>
    public async Task<IReadOnlyList<RecordedRun>> LastAsync(string job, bool done)
    {
        const string some = "where job = @p0 and (@p1 = '' or outcome = @p1)";
        var outcome = done ? "done" : "";

        // Whoever begins closes the record of a killed attempt: one at most is open, and of two one is over.
        var newest = job is KafkaToPostgresProgram.Job
            ? await InPostgresAsync(postgres => RunsAsync(
                postgres,
                $"""
                {ColumnsInPostgres}
                from (select *, row_number() over (partition by topic order by began desc, attempt desc) as nth from pipeline_runs {some} and engine not like '%{KafkaToPostgresProgram.Replay}') as r
                where nth <= 2 and ({Told})
                order by began desc, attempt desc
                """,
                job,
                outcome))
            : await InMySqlAsync(mysql => RunsAsync(mysql, $"{InMySql} {some} order by began desc, attempt desc limit 2", job, outcome));
        return [.. newest.Where(run => run.Outcome is not "running").DistinctBy(run => run.Topic, StringComparer.Ordinal)];
    }

    /// <summary>All attempts of a run, oldest first, each with what it left; none when there is no such run.</summary>
    /// <param name="runId">Its name.</param>
    /// <param name="job">Whose run it is; null for any job's.</param>
    public async Task<IReadOnlyList<RunProof>> ProofsAsync(string runId, string? job)
    {
        const string ofRun = " where run_id = @p0 order by attempt";
        List<RecordedRun> runs = job is KafkaToPostgresProgram.Job || !servers.HasMySql ? [] : await InMySqlAsync(mysql => RunsAsync(mysql, $"{InMySql}{ofRun}", runId));
        if (job is null or KafkaToPostgresProgram.Job && await SeesEventsAsync())
            runs.AddRange(await InPostgresAsync(postgres => RunsAsync(postgres, $"{InPostgres}{ofRun}", runId)));
        return await ProofsAsync([.. runs.Where(run => job is null || string.Equals(run.Job, job, StringComparison.Ordinal))]);
    }

    /// <summary>What each of these attempts left, in their order.</summary>
    public async Task<IReadOnlyList<RunProof>> ProofsAsync(IReadOnlyList<RecordedRun> runs)
    {
        Dictionary<RecordedRun, IReadOnlyList<RecordedTable>> tables = [];
        if (runs.Any(run => run.Job is not KafkaToPostgresProgram.Job))
        {
            tables = await InMySqlAsync(async mysql =>
            {
                Dictionary<RecordedRun, IReadOnlyList<RecordedTable>> found = [];
                foreach (var run in runs.Where(run => run.Job is not KafkaToPostgresProgram.Job))
                    found[run] = await TablesAsync(mysql, "select * from pipeline_run_tables where run_id = @p0 and attempt = @p1", run.RunId, run.Attempt);
                return found;
            });
        }

        Dictionary<RecordedRun, (IReadOnlyList<RecordedPartition> Newest, long Earlier)> partitions = [];
        if (runs.Any(run => run.Job is KafkaToPostgresProgram.Job))
        {
            partitions = await InPostgresAsync(async postgres =>
            {
                Dictionary<RecordedRun, (IReadOnlyList<RecordedPartition> Newest, long Earlier)> found = [];
                foreach (var run in runs.Where(run => run.Job is KafkaToPostgresProgram.Job))
                    found[run] = await PartitionsAsync(postgres, run);
                return found;
            });
        }

        return [.. runs.Select(run =>
        {
            var (newest, earlier) = partitions.GetValueOrDefault(run, ([], 0));
            return new RunProof(run, tables.GetValueOrDefault(run, []), newest, earlier);
        })];
    }

    /// <summary>Each table that a job of MySQL ever published, as the last run left it that proved the whole of it; in the order of their names.</summary>
    public async Task<IReadOnlyList<RecordedTable>> NewestTablesAsync(string job) => job is KafkaToPostgresProgram.Job ? [] : await InMySqlAsync(mysql => TablesAsync(
        mysql,
        """
        select proof.*
        from pipeline_run_tables as proof
        join (
            select r.run_id, r.attempt, t.target_name as target, row_number() over (partition by t.target_name order by r.ended desc) as nth
            from pipeline_runs as r
            join pipeline_run_tables as t on t.run_id = r.run_id and t.attempt = r.attempt
            where r.job = @p0 and r.outcome = 'done' and (t.ddl is not null or r.job <> @p1)
        ) as newest on newest.run_id = proof.run_id and newest.attempt = proof.attempt and newest.target = proof.target_name
        where newest.nth = 1
        """,
        job,
        AnalyticsProgram.Job));

    private async Task<List<RecordedRun>> RunsAsync(DbConnection connection, string sql, params object?[] parameters)
    {
        var runs = await connection.QueryAsync(sql, Run, cancellation, parameters);
        await KilledRuns.MarkAsync(connection, runs, cancellation);
        return runs;
    }

    private Task<List<RecordedTable>> TablesAsync(MySqlConnection connection, string which, params object?[] parameters) => connection.QueryAsync(
        $"""
        select source_name, target_name, rows_source, rows_target, bytes, checksum_source, checksum_target, seconds, ddl, note
        from ({which}) as t
        order by target_name
        """,
        row => new RecordedTable(
            row.GetString(0), row.GetString(1), Number(row, 2), Number(row, 3), Number(row, 4), Text(row, 5), Text(row, 6), (double)row.GetDecimal(7), Text(row, 8), Text(row, 9)),
        cancellation,
        parameters);

    private async Task<(IReadOnlyList<RecordedPartition> Newest, long Earlier)> PartitionsAsync(NpgsqlConnection connection, RecordedRun run)
    {
        const string ofRun = "from pipeline_run_partitions where run_id = @p0 and attempt = @p1";
        var newest = await connection.QueryAsync(
            $"""
            select pass, partition, begin_offset, end_offset, messages, events, duplicates, rejected, gaps::text, lag
            {ofRun}
            order by pass desc, partition desc
            limit {MostPartitions}
            """,
            row => new RecordedPartition(
                row.GetInt32(0), row.GetInt32(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.GetString(8),
                row.GetInt64(9)),
            cancellation,
            run.RunId,
            run.Attempt);
        newest.Reverse();
        var all = newest.Count < MostPartitions ? newest.Count : await connection.ScalarAsync<long>($"select count(*) {ofRun}", cancellation, run.RunId, run.Attempt);
        return (newest, all - newest.Count);
    }

    private async Task<T> InMySqlAsync<T>(Func<MySqlConnection, Task<T>> read)
    {
        await using var connection = await MySqlConnections.OpenAsync(servers.MySql, Application, cancellation);
        try
        {
            return await read(connection);
        }
        catch (MySqlException error) when (error.ErrorCode == MySqlErrorCode.BadFieldError)
        {
            throw new PipelineException(
                ExitCode.CannotConnect, $"The run tables of {servers.MySql.Address} are those of an older version: {error.Message}.", "The next ./pipeline run adds what they lack.", error);
        }
    }

    private async Task<T> InPostgresAsync<T>(Func<NpgsqlConnection, Task<T>> read)
    {
        await using var connection = await PostgresConnections.OpenAsync(servers.Postgres(ShopRoles.Events), Application, cancellation);
        return await read(connection);
    }

    private async Task<bool> SeesEventsAsync() => _seesEvents ??= await ReadsEventsAsync();

    private Task<bool> ReadsEventsAsync() => InPostgresAsync(postgres => postgres.ScalarAsync<bool>(
        "select coalesce(has_table_privilege(to_regclass('public.pipeline_run_partitions'), 'select'), false)", cancellation));

    private static RecordedRun Run(DbDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4), row.IsDBNull(5) ? null : row.GetInt32(5), Text(row, 6), Text(row, 7),
        Utc(row, 8), row.IsDBNull(9) ? null : Utc(row, 9), Number(row, 10));

    private static DateTime Utc(DbDataReader row, int column) => DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc);

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static long? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
