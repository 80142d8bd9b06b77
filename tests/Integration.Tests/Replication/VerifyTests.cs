using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.Integration.Tests.Servers;
using Pipeline.Replication;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>What somebody did behind a replica's back is found, named and mended.</summary>
public sealed class VerifyTests(TestServers servers)
{
    private const string Table = "create table t (id bigint primary key, name text, at timestamptz); insert into t select k, 'name ' || k, '2026-01-01Z' from generate_series(1, 5000) as k";

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Rows_changed_deleted_and_added_behind_the_replicas_back_are_named_and_mended(MySqlFlavor flavor)
    {
        await using var shop = await Shop.OpenAsync(servers, flavor, Table);
        await shop.ReplicateWellAsync("--tables", "t");
        (await VerifyAsync(shop)).ShouldEnd(ExitCode.Done).Output.ShouldContain("t_replica: equal to public.t, 5,000 rows");

        await shop.Target.ExecuteAsync("""
            update t_replica set name = concat(repeat('x', 80), 'secret') where id = 17;
            delete from t_replica where id in (2000, 2001);
            insert into t_replica values (-1, 'stranger', '2026-01-01')
            """, shop.Target.Owner);
        var found = await VerifyAsync(shop);

        found.ShouldEnd(ExitCode.ProofFailed);
        found.Output.ShouldContain("t_replica differs in 4 rows: 2 missing, 1 not equal, 1 only here (public.t has 5,000 rows)");
        found.Output.ShouldContain("  missing: id = 2000; public.t has (id = 2000, name = name 2000, at = 2026-01-01 00:00:00)");
        found.Output.ShouldContain($"  not equal: id = 17; public.t has (name = name 17), t_replica has (name = {new string('x', 60)}…)");
        found.Output.ShouldContain("  only here: id = -1; t_replica has (id = -1, name = stranger, at = 2026-01-01 00:00:00.000000)");
        found.Errors.ShouldContain("1 of 1 replica differs from the source as it is now: t_replica differs in 4 rows");

        var keys = await VerifyAsync(shop, "--keys-only");
        keys.ShouldEnd(ExitCode.ProofFailed);
        keys.Output.ShouldContain("  not equal: id = 17, in name");
        (keys.Output + keys.Errors).ShouldNotContain("stranger");

        (await shop.ReplicateWellAsync("--tables", "t")).Output.ShouldContain("2 rows added, 1 changed, 1 removed, in ");
        (await VerifyAsync(shop)).ShouldEnd(ExitCode.Done);
    }

    /// <summary>Each client has a form of its own for days, truths and numbers: what the servers write is compared.</summary>
    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Only_the_columns_that_differ_are_named_whatever_their_types(MySqlFlavor flavor)
    {
        await using var shop = await Shop.OpenAsync(servers, flavor, """
            create table t (
                id bigint primary key, name varchar(20), small smallint, truth boolean, price numeric(12, 2), many numeric, share double precision, little real,
                day date, hour time, moment timestamp, at timestamptz, which uuid, more jsonb, plain json, raw bytea, letters text
            );
            insert into t
            select k, 'name', -1, true, 10.50, 0.125, 0.1, 2.5,
                '2026-03-29', '01:02:03.5', '2026-03-29 01:02:03.25', '2026-03-29 01:02:03Z', '00000000-0000-0000-0000-00000000000a', '{"a": 1}', '{"a": 1}', '\xff00', 'ä'
            from generate_series(1, 3) as k
            """);
        await shop.ReplicateWellAsync("--tables", "t");
        await shop.Target.ExecuteAsync("update t_replica set name = 'other' where id = 2", shop.Target.Owner);

        var found = await VerifyAsync(shop);
        var keys = await VerifyAsync(shop, "--keys-only");

        found.Output.ShouldContain("  not equal: id = 2; public.t has (name = name), t_replica has (name = other)");
        keys.Output.ReplaceLineEndings("\n").ShouldContain("  not equal: id = 2, in name\n");
    }

    [Fact]
    public async Task A_replica_that_is_missing_or_of_another_shape_is_named()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, Table);
        (await VerifyAsync(shop)).ShouldEnd(ExitCode.ProofFailed).Errors.ShouldContain("t_replica does not exist");

        await shop.ReplicateWellAsync("--tables", "t");
        await shop.Source.ExecuteAsync("alter table t add more int");
        (await VerifyAsync(shop)).ShouldEnd(ExitCode.ProofFailed).Errors.ShouldContain("t_replica has another shape: column more (int) is new");
    }

    [Fact]
    public async Task A_value_forges_no_line_and_speaks_to_no_terminal()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, Table);
        await shop.ReplicateWellAsync("--tables", "t");
        await shop.Target.ExecuteAsync("update t_replica set name = concat('Zoë 名', char(10), 'Verified 1 replica', char(27), '[2J') where id = 17", shop.Target.Owner);

        (await VerifyAsync(shop)).ShouldEnd(ExitCode.ProofFailed).Output.ShouldContain("t_replica has (name = Zoë 名\\nVerified 1 replica\\u001b[2J)");
    }

    [Theory]
    [InlineData("create table t as select k as id, 'x' as name from generate_series(1, 100) as k", "it has no primary key")]
    [InlineData("create table t (id int primary key, name text) partition by range (id); create table t_1 partition of t default; insert into t select k, 'x' from generate_series(1, 100) as k", "it is partitioned")]
    [InlineData("create table t (part int, id int, name text, primary key (part, id)); insert into t select 1, k, 'x' from generate_series(1, 2000) as k", "the first column of its key repeats too often")]
    public async Task Without_a_key_the_whole_is_compared_and_the_reason_told(string table, string why)
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, table);
        await shop.ReplicateWellAsync("--tables", "t");
        (await VerifyAsync(shop)).ShouldEnd(ExitCode.Done);

        await shop.Target.ExecuteAsync("update t_replica set name = 'y' where id = 3", shop.Target.Owner);

        (await VerifyAsync(shop)).ShouldEnd(ExitCode.ProofFailed).Output.ShouldContain($"which rows cannot be found, because {why}");
    }

    /// <summary>A row a page makes a table of more than 256 MB out of a few.</summary>
    [Fact]
    public async Task A_large_table_whose_rows_lie_in_no_order_is_compared_down_to_its_rows()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, """
            create table t (id uuid primary key, name text) with (fillfactor = 10);
            insert into t select md5(k::text)::uuid, repeat('x', 500) from generate_series(1, 33000) as k
            """);
        await shop.ReplicateWellAsync("--tables", "t");
        (await VerifyAsync(shop)).ShouldEnd(ExitCode.Done);

        await shop.Target.ExecuteAsync("update t_replica set name = 'y' where id = 'c4ca4238-a0b9-2382-0dcc-509a6f75849b'", shop.Target.Owner);

        (await VerifyAsync(shop)).ShouldEnd(ExitCode.ProofFailed).Output.ShouldContain("  not equal: id = c4ca4238-a0b9-2382-0dcc-509a6f75849b; public.t has (name = xxx");
    }

    [Fact]
    public async Task A_value_that_no_replica_can_hold_hides_no_difference_of_another_table()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, $"{Table}; create table bad (id int primary key, v float8); insert into bad values (1, 1)");
        await shop.ReplicateWellAsync("--tables", "t,bad");

        await shop.Source.ExecuteAsync("update bad set v = 'NaN'");
        await shop.Target.ExecuteAsync("delete from t_replica where id = 7", shop.Target.Owner);
        var found = (await VerifyAsync(shop, "--tables", "t,bad")).ShouldEnd(ExitCode.ProofFailed);

        found.Output.ShouldContain("t_replica differs in 1 row: 1 missing");
        found.Output.ShouldContain("bad_replica cannot hold what its source has now: 1 row of public.bad.v holds NaN");
        found.Errors.ShouldContain("2 of 2 replicas differ");
        found.Errors.ShouldContain("--on-unrepresentable public.bad.v=null");
        found.Errors.ShouldNotContain("Nothing was written");
    }

    [Fact]
    public async Task Beside_a_run_equal_replicas_are_told_and_no_difference_is()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, Table);
        await shop.ReplicateWellAsync("--tables", "t");
        await using (var run = await MySqlConnections.OpenAsync(shop.Target.Owner, "test", TestContext.Current.CancellationToken))
        {
            (await RunLock.TryTakeAsync(run, "replication", TimeSpan.Zero, TestContext.Current.CancellationToken)).ShouldBeTrue();
            (await VerifyAsync(shop)).ShouldEnd(ExitCode.Done);

            await shop.Target.ExecuteAsync("delete from t_replica where id = 7", shop.Target.Owner);
            var found = (await VerifyAsync(shop)).ShouldEnd(ExitCode.AttemptAtWork);
            found.Errors.ShouldContain("A run of replication was at work while 1 replica was compared; 1 seemed to differ (t_replica)");
            found.Output.ShouldNotContain("differs");
        }

        (await VerifyAsync(shop)).ShouldEnd(ExitCode.ProofFailed);
    }

    [Fact]
    public async Task Beside_another_verification_differences_are_told()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, Table);
        await shop.ReplicateWellAsync("--tables", "t");
        await shop.Target.ExecuteAsync("delete from t_replica where id = 7", shop.Target.Owner);

        await using var other = await RunLock.OpenToReadAsync(
            shop.Target.Owner, "test", "replication", new ReplicationOptions(), new(new JobOutput(), TestContext.Current.CancellationToken));

        (await VerifyAsync(shop)).ShouldEnd(ExitCode.ProofFailed).Output.ShouldContain("t_replica differs in 1 row");
        (await shop.ReplicateAsync("--tables", "t")).ShouldEnd(ExitCode.AttemptAtWork);
    }

    [Fact]
    public async Task A_run_that_was_killed_after_it_had_published_is_told_from_tampering()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, Table);
        await shop.ReplicateWellAsync("--tables", "t");
        await shop.Source.ExecuteAsync("update t set name = 'new' where id = 7");
        await shop.ReplicateWellAsync("--tables", "t", "--run-id", "killed");
        await shop.Target.ExecuteAsync("update pipeline_runs set outcome = 'running', ended = null, exit_code = null where run_id = 'killed'", shop.Target.Owner);

        (await shop.ReplicateAsync("--tables", "t", "--verify")).ShouldEnd(ExitCode.ProofFailed).Errors
            .ShouldContain("t_replica is what run killed published, but that run was killed, or lost its connection, before it could record so: it counts as running.");
        await shop.Target.ExecuteAsync("update t_replica set name = 'other' where id = 8", shop.Target.Owner);
        (await shop.ReplicateAsync("--tables", "t", "--verify")).ShouldEnd(ExitCode.ProofFailed).Errors.ShouldContain("Somebody has written into it");

        await shop.ReplicateWellAsync("--tables", "t");
        await shop.ReplicateWellAsync("--tables", "t", "--verify");
    }

    [Fact]
    public async Task A_run_that_publishes_in_the_middle_waits_for_nothing_and_is_no_difference()
    {
        const string waits = "select count(*) from information_schema.processlist where db = database() and state like 'Waiting for table%'";
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, $"{Table}; create table held (id int primary key); insert into held values (1)");
        await shop.ReplicateWellAsync("--tables", "held,t");
        await using var holder = await MySqlConnections.OpenAsync(shop.Target.Owner, "test", TestContext.Current.CancellationToken);
        await holder.ExecuteAsync("lock tables held_replica write", TestContext.Current.CancellationToken);
        var verifying = VerifyAsync(shop, "--tables", "held,t");
        await Waiting.UntilAsync(async () => verifying.IsCompleted || await shop.Target.ScalarAsync(waits) is not 0L);

        await shop.Source.ExecuteAsync("update t set name = 'new' where id = 7");
        await shop.ReplicateWellAsync("--tables", "t");
        await holder.ExecuteAsync("unlock tables", TestContext.Current.CancellationToken);

        (await verifying).ShouldEnd(ExitCode.AttemptAtWork).Errors.ShouldContain("1 seemed to differ (t_replica)");
        (await VerifyAsync(shop, "--tables", "held,t")).ShouldEnd(ExitCode.Done);
    }

    [Fact]
    public async Task Without_tables_named_all_that_runs_have_published_are_compared_under_their_names()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, $"{Table}; create table other (id int primary key); create table third (id int primary key)");
        (await VerifyAllAsync(shop)).ShouldEnd(ExitCode.Usage).Errors.ShouldContain("The source has no public.users, one of the tables that are meant where none is named.");
        await shop.ReplicateWellAsync("--tables", "t,third");
        await shop.ReplicateWellAsync("--tables", "other", "--name", "copy_of_{table}");

        var well = (await VerifyAllAsync(shop)).ShouldEnd(ExitCode.Done).Output;
        well.ShouldContain("t_replica: equal to public.t");
        well.ShouldContain("copy_of_other: equal to public.other");
        well.ShouldContain("Verified 3 replicas");
        (await shop.ReplicateWellAsync("--verify")).Output.ShouldContain("Verified 3 replicas");

        await shop.Target.ExecuteAsync("insert into copy_of_other values (1)", shop.Target.Owner);
        await shop.Source.ExecuteAsync("drop table third");
        var found = (await VerifyAllAsync(shop)).ShouldEnd(ExitCode.ProofFailed);
        found.Errors.ShouldContain("1 of 2 replicas differ from the source as it is now: copy_of_other differs in 1 row");
        found.Errors.ShouldContain("./pipeline run replication --tables public.other");
        found.Output.ShouldContain("Not compared: third_replica, published by run ");

        await shop.Target.ExecuteAsync("drop table copy_of_other", shop.Target.Owner);
        (await VerifyAllAsync(shop)).ShouldEnd(ExitCode.ProofFailed).Errors.ShouldContain("copy_of_other does not exist");
        var forget = (await shop.ReplicateAsync("--verify")).ShouldEnd(ExitCode.ProofFailed).Errors;
        forget.ShouldContain("delete from pipeline_run_tables where target_name = 'copy_of_other'");

        await shop.Target.ExecuteAsync("delete from pipeline_run_tables where target_name = 'copy_of_other'; drop table third_replica", shop.Target.Owner);
        (await VerifyAllAsync(shop)).ShouldEnd(ExitCode.Done).Output.ShouldNotContain("Not compared");

        await shop.Source.ExecuteAsync("drop table t");
        (await VerifyAllAsync(shop)).ShouldEnd(ExitCode.DataRefused).Errors.ShouldContain("The source has the table of none of 2 replicas that runs have published: t_replica of public.t, third_replica of public.third.");
    }

    private static Task<JobResult> VerifyAsync(Shop shop, params string[] more) => VerifyAllAsync(shop, [.. more.Contains("--tables") ? [] : (string[])["--tables", "t"], .. more]);

    private static async Task<JobResult> VerifyAllAsync(Shop shop, params string[] more)
    {
        await using var process = JobProcess.Start(["verify", "replication", .. more], new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["POSTGRES_URL"] = shop.Source.Reader.WithPassword(),
            ["MYSQL_URL"] = shop.Target.Owner.WithPassword(),
        });
        return await process.EndAsync();
    }
}
