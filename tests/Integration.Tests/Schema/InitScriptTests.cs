using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Schema;

/// <summary>The scripts of db/: rerunnable, commented, and with rights for what a role does and no more.</summary>
public sealed class InitScriptTests(TestServers servers)
{
    // Everything a script could change, one line each: columns with types and comments, constraints, indexes, owners, rights.
    private const string PostgresCatalog =
        """
        select string_agg(line, E'\n' order by line)
        from (
            select format('%s.%s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                col_description(c.oid, a.attnum)) as line
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
            where c.relnamespace = 'public'::regnamespace
            union all
            select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
            where connamespace = 'public'::regnamespace
            union all
            select indexdef from pg_indexes where schemaname = 'public'
            union all
            select format('%s %s %s %s %s', oid, relname, relowner::regrole, relacl, obj_description(oid)) from pg_class
            where relnamespace = 'public'::regnamespace
            union all
            select format('%s %s %s', nspname, nspowner::regrole, nspacl) from pg_namespace
            union all
            select format('%s %s %s %s', rolname, rolsuper, rolcanlogin, rolpassword is null) from pg_authid
        ) as lines
        """;

    private const string MySqlCatalog =
        """
        select group_concat(line order by line separator '\n')
        from (
            select concat_ws(' ', table_name, ordinal_position, column_name, column_type, is_nullable, collation_name, column_comment) as line
            from information_schema.columns where table_schema = database()
            union all
            select concat_ws(' ', table_name, index_name, seq_in_index, column_name, non_unique)
            from information_schema.statistics where table_schema = database()
            union all
            select concat_ws(' ', table_name, engine, table_collation, create_time, table_comment)
            from information_schema.tables where table_schema = database()
        ) as all_lines
        """;

    [Fact]
    public async Task Running_the_PostgreSQL_script_again_changes_nothing()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        var before = await postgres.ScalarAsync(PostgresCatalog);

        await postgres.ExecuteAsync(await ScriptAsync("init_postgres.sql"));

        (await postgres.ScalarAsync(PostgresCatalog)).ShouldBe(before);
    }

    [Fact]
    public async Task The_PostgreSQL_script_widens_the_run_ids_of_an_older_version()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        const string Widths = "select string_agg(character_maximum_length::text, ' ') from information_schema.columns where column_name = 'run_id'";
        await postgres.ExecuteAsync(string.Join("; ", new[] { "kafka_offsets", "pipeline_run_partitions", "pipeline_runs" }
            .Select(table => $"alter table public.{table} alter column run_id type varchar(64)")));
        (await postgres.ScalarAsync(Widths)).ShouldBe("64 64 64");

        await postgres.ExecuteAsync(await ScriptAsync("init_postgres.sql"));

        (await postgres.ScalarAsync(Widths)).ShouldBe("200 200 200");
    }

    [Fact]
    public async Task A_database_that_has_a_users_table_of_its_own_keeps_it_and_gets_the_tables_of_events()
    {
        const string Rights = "select format('%s %s', relowner::regrole, relacl) from pg_class where oid = 'public.users'::regclass";
        await using var postgres = await servers.CreatePostgresAsync();
        await postgres.ExecuteAsync("drop table orderdetails, orders, products, users, kafka_events; create table users (id int)");
        var before = await postgres.ScalarAsync(Rights);

        await postgres.ExecuteAsync(await ScriptAsync("init_postgres.sql"));

        (await postgres.ScalarAsync("select string_agg(relname, ' ' order by relname) from pg_class where relname in ('users', 'products', 'orders', 'orderdetails', 'kafka_events')"))
            .ShouldBe("kafka_events users");
        (await postgres.ScalarAsync(Rights)).ShouldBe(before);
    }

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Running_the_MySQL_script_again_changes_nothing(MySqlFlavor flavor)
    {
        await using var mysql = await servers.CreateMySqlAsync(flavor);
        var before = await mysql.ScalarAsync($"set session group_concat_max_len = 1000000; {MySqlCatalog}");

        await mysql.ExecuteAsync(await ScriptAsync("init_mysql.sql"));

        (await mysql.ScalarAsync($"set session group_concat_max_len = 1000000; {MySqlCatalog}")).ShouldBe(before);
    }

    [Fact]
    public async Task Every_table_and_column_says_what_it_holds()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        await using var mysql = await servers.CreateMySqlAsync();

        (await postgres.ScalarAsync(
            """
            select string_agg(format('%s.%s', c.relname, a.attname), ', ')
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum >= 0 and not a.attisdropped
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
                and (col_description(c.oid, a.attnum) is null or obj_description(c.oid) is null)
            """)).ShouldBeNull();
        (await mysql.ScalarAsync(
            """
            select group_concat(c.table_name, '.', c.column_name)
            from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
            where c.table_schema = database() and (c.column_comment = '' or t.table_comment = '')
            """)).ShouldBeNull();
    }

    [Theory]
    [InlineData("reader", "insert into users (first_name, last_name, email, loyalty_status, registered_at) values ('a', 'b', 'c', 'gold', now())")]
    [InlineData("reader", "select * from kafka_events")]
    [InlineData("reader", "create table mine (id int)")]
    [InlineData("events", "select * from users")]
    [InlineData("events", "delete from kafka_events")]
    [InlineData("events", "create table public.mine (id int)")]
    [InlineData("writer", "select * from kafka_events")]
    [InlineData("writer", "create role friend")]
    public async Task A_role_may_not_do_what_it_need_not(string role, string statement)
    {
        await using var postgres = await servers.CreatePostgresAsync();

        var error = await Should.ThrowAsync<Npgsql.PostgresException>(() => postgres.ExecuteAsync(statement, Role(postgres, role)));

        error.SqlState.ShouldBe("42501");
    }

    [Theory]
    [InlineData("reader", "select * from users join orders using (user_id) join orderdetails using (order_id) join products using (product_id)")]
    [InlineData("events", "create table events_staging.t (id int); drop table events_staging.t")]
    [InlineData("events", "delete from kafka_events_rejected; update kafka_offsets set next_offset = 1")]
    [InlineData("writer", "analyze users; alter table orders alter column order_id restart with 5")]
    public async Task A_role_may_do_what_its_job_does(string role, string statement)
    {
        await using var postgres = await servers.CreatePostgresAsync();

        await Should.NotThrowAsync(() => postgres.ExecuteAsync(statement, Role(postgres, role)));
    }

    private static DatabaseUrl Role(TestPostgres postgres, string role) => role switch
    {
        "reader" => postgres.Reader,
        "writer" => postgres.Writer,
        _ => postgres.Events,
    };

    private static Task<string> ScriptAsync(string name) =>
        File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "db", name), TestContext.Current.CancellationToken);
}
