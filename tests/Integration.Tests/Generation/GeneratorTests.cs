using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Generation;

/// <summary>The generator against a real PostgreSQL: once, twice, side by side, killed.</summary>
public sealed class GeneratorTests(TestServers servers)
{
    private const string Counts =
        "select concat_ws(' ', (select count(*) from users), (select count(*) from products), (select count(*) from orders), (select count(*) from orderdetails))";

    [Fact]
    public async Task A_filled_shop_is_whole_and_ready_for_more()
    {
        await using var postgres = await servers.CreatePostgresAsync();

        (await GenerateAsync(postgres, "--users", "50", "--products", "20", "--orders", "300")).ShouldEnd(ExitCode.Done);

        (await postgres.ScalarAsync(
            """
            select count(*) from orders
            join (select order_id, sum(total_price) as total from orderdetails group by order_id) as details using (order_id)
            where total_amount = total
            """)).ShouldBe(300L);
        (await postgres.ScalarAsync("select count(*) from pg_constraint where contype = 'f' and convalidated and conrelid in ('orders'::regclass, 'orderdetails'::regclass)")).ShouldBe(3L);
        (await postgres.ScalarAsync("select min(reltuples) > 0 from pg_class where relname in ('users', 'products', 'orders', 'orderdetails')")).ShouldBe(true);
        (await postgres.ScalarAsync(
            "insert into users (first_name, last_name, email, loyalty_status, registered_at) values ('a', 'b', 'c@d', 'gold', now()) returning user_id"))
            .ShouldBe(51L);
    }

    [Fact]
    public async Task Where_there_is_data_nothing_is_written()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        (await GenerateAsync(postgres, "--orders", "100")).ShouldEnd(ExitCode.Done);
        var before = await postgres.ScalarAsync(Counts);

        var second = (await GenerateAsync(postgres, "--orders", "900", "--seed", "2")).ShouldEnd(ExitCode.Done);

        second.Output.ShouldContain("holds data already: 1,000 users, 200 products, 100 orders");
        (await postgres.ScalarAsync(Counts)).ShouldBe(before);
    }

    [Fact]
    public async Task Of_two_at_once_one_writes_and_the_other_finds_it_done()
    {
        await using var postgres = await servers.CreatePostgresAsync();

        var results = await Task.WhenAll(GenerateAsync(postgres, "--orders", "30000"), GenerateAsync(postgres, "--orders", "30000"));

        results.ShouldAllBe(result => result.ExitCode == ExitCode.Done);
        results.Count(result => result.Output.Contains("is filled:", StringComparison.Ordinal)).ShouldBe(1);
        results.Count(result => result.Output.Contains("Nothing was written", StringComparison.Ordinal)).ShouldBe(1);
        (await postgres.ScalarAsync("select count(*) from orders")).ShouldBe(30_000L);
    }

    [Fact]
    public async Task A_killed_one_leaves_nothing_and_the_next_one_fills_the_shop()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        await using (var process = Start(postgres, "--orders", "2000000"))
        {
            await Waiting.UntilAsync(process, async () =>
                await postgres.ScalarAsync("select max(tuples_processed) from pg_stat_progress_copy where relid = 'orders'::regclass") is > 0L);
            process.Kill();
        }

        (await postgres.ScalarAsync(Counts)).ShouldBe("0 0 0 0");
        (await GenerateAsync(postgres, "--orders", "100")).ShouldEnd(ExitCode.Done);
        (await postgres.ScalarAsync("select min(user_id) from users")).ShouldBe(1L);
    }

    [Fact]
    public async Task A_role_that_may_not_write_is_told_so()
    {
        await using var postgres = await servers.CreatePostgresAsync();

        var result = await JobProcess.Start(["run", "generate"], Environment(postgres.Reader)).EndAsync();

        result.ShouldEnd(ExitCode.CannotConnect).Errors.ShouldContain("PostgreSQL does not allow it: must be owner of table");
    }

    [Fact]
    public async Task A_database_without_the_shops_tables_is_named()
    {
        await using var postgres = await servers.CreatePostgresAsync(withSchema: false);

        var result = await GenerateAsync(postgres);

        result.ShouldEnd(ExitCode.DataRefused).Errors.ShouldContain("has no table users, products, orders, orderdetails in schema public");
    }

    private static JobProcess Start(TestPostgres postgres, params IEnumerable<string> args) =>
        JobProcess.Start(["run", "generate", .. args], Environment(postgres.Writer));

    private static async Task<JobResult> GenerateAsync(TestPostgres postgres, params IEnumerable<string> args)
    {
        await using var process = Start(postgres, args);
        return await process.EndAsync();
    }

    private static Dictionary<string, string> Environment(DatabaseUrl url) => new(StringComparer.Ordinal) { ["POSTGRES_URL"] = url.WithPassword() };
}
