using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Schema;

/// <summary>The scripts that forget old runs, and what they must leave.</summary>
public sealed class ForgottenRunsTests(TestServers servers)
{
    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task In_MySQL_each_table_keeps_its_newest_proof(MySqlFlavor flavor)
    {
        await using var mysql = await servers.CreateMySqlAsync(flavor);
        await mysql.ExecuteAsync("""
            insert into pipeline_runs (run_id, attempt, job, engine, outcome, began, ended) values
                ('old', 1, 'replication', 'e', 'done', '2001-01-01', '2001-01-01'), ('failed', 1, 'replication', 'e', 'failed', '2001-01-02', '2001-01-02'),
                ('older users', 1, 'replication', 'e', 'done', '2001-01-03', '2001-01-03'), ('users', 1, 'replication', 'e', 'done', '2001-01-04', '2001-01-04'),
                ('orders', 1, 'replication', 'e', 'done', '2001-01-05', '2001-01-05'), ('marts', 1, 'analytics', 'e', 'done', '2001-01-06', '2001-01-06'),
                ('new', 1, 'replication', 'e', 'failed', utc_timestamp(), utc_timestamp());
            insert into pipeline_run_tables (run_id, attempt, source_name, target_name, seconds) values
                ('old', 1, 's', 'users_replica', 1), ('old', 1, 's', 'orders_replica', 1), ('older users', 1, 's', 'users_replica', 1),
                ('users', 1, 's', 'users_replica', 1), ('orders', 1, 's', 'orders_replica', 1), ('marts', 1, 's', 'mart', 1);
            """);

        await mysql.ExecuteAsync(await ScriptAsync("forget_runs_mysql.sql"));

        (await mysql.ScalarAsync("select group_concat(run_id order by run_id) from pipeline_runs")).ShouldBe("marts,new,orders,users");
        (await mysql.ScalarAsync("select group_concat(run_id order by run_id) from pipeline_run_tables")).ShouldBe("marts,orders,users");
    }

    [Fact]
    public async Task In_PostgreSQL_gaps_stay_and_the_last_good_run_of_each_topic()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        await postgres.ExecuteAsync("""
            insert into pipeline_runs (run_id, attempt, job, engine, topic, outcome, began) values
                ('whole', 1, 'kafka-to-postgres', 'e', 't', 'done', '2001-01-01'), ('gaps', 1, 'kafka-to-postgres', 'e', 't', 'done', '2001-01-02'),
                ('failed', 1, 'kafka-to-postgres', 'e', 't', 'failed', '2001-01-03'), ('last', 1, 'kafka-to-postgres', 'e', 't', 'done', '2001-01-04'),
                ('other', 1, 'kafka-to-postgres', 'e', 'u', 'done', '2001-01-01'), ('new', 1, 'kafka-to-postgres', 'e', 't', 'failed', now()),
                ('mistyped', 1, 'kafka-to-postgres', 'e', 'tt', 'failed', '2001-01-05'), ('mistyped now', 1, 'kafka-to-postgres', 'e', 'uu', 'failed', now()),
                ('given up', 1, 'kafka-to-postgres', 'e', 'v', 'done', '2001-01-05'), ('given up gaps', 1, 'kafka-to-postgres', 'e', 'v', 'done', '2001-01-04');
            insert into kafka_offsets (topic, partition, first_offset, next_offset) values ('t', 0, 0, 40), ('u', 0, 0, 0);
            insert into pipeline_run_partitions (run_id, attempt, pass, topic, partition, begin_offset, end_offset, messages, events, duplicates, rejected, gaps, lag) values
                ('whole', 1, 1, 't', 0, 0, 10, 10, 10, 0, 0, '{}', 0), ('gaps', 1, 1, 't', 0, 10, 20, 9, 9, 0, 0, '{[12,13)}', 0),
                ('given up gaps', 1, 1, 'v', 0, 0, 9, 8, 8, 0, 0, '{[0,1)}', 0), ('gaps', 1, 2, 't', 0, 20, 30, 10, 10, 0, 0, '{}', 0), ('last', 1, 1, 't', 0, 30, 40, 10, 10, 0, 0, '{}', 0);
            """);

        await postgres.ExecuteAsync(await ScriptAsync("forget_runs_postgres.sql"));

        (await postgres.ScalarAsync("select string_agg(run_id, ',' order by run_id) from pipeline_runs")).ShouldBe("gaps,given up gaps,last,mistyped now,new,other");
        (await postgres.ScalarAsync("select string_agg(run_id || pass, ',' order by run_id) from pipeline_run_partitions")).ShouldBe("gaps1,given up gaps1,last1");
    }

    private static Task<string> ScriptAsync(string name) => Pipeline.Cli.Servers.ShopSchema.ScriptAsync(name, TestContext.Current.CancellationToken);
}
