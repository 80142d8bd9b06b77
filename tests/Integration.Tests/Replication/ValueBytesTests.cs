using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;
using Pipeline.Replication;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Policy;
using Pipeline.Replication.Source;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>How large the source says that its rows are.</summary>
public sealed class ValueBytesTests(TestServers servers)
{
    private static readonly Common.MySqlServer Target = Common.MySqlServer.Of("10.11.19-MariaDB");

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public async Task It_is_what_PostgreSQL_measures_of_every_value(int rows)
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, $"""
            create domain positive as int check (value > 0);
            create table t (
                id bigint primary key, small int2, at timestamptz not null, day date, flag bool, price numeric(10, 2), name text, code varchar(20) not null,
                fixed char(5), bytes bytea, of_domain positive, id2 uuid, document jsonb, tags int[], ratio float8 not null
            );
            insert into t
            select
                k, nullif(k % 7, 0), now(), case when k % 3 > 0 then '2026-01-01'::date + k end, k % 2 = 0, k / 3.0, repeat('name ', k % 5000), 'code ' || k,
                nullif(k % 10, 1)::text, decode(md5(k::text), 'hex'), nullif(k % 5, 0), gen_random_uuid(), jsonb_build_object('k', k), array[k, null], k * 1.5
            from generate_series(1, {rows}) as k
            """);
        await using var snapshot = await SourceSnapshot.OpenAsync(shop.Source.Reader, TestContext.Current.CancellationToken);
        var table = (await SourceCatalog.ReadAsync(snapshot.Connection, [TablePattern.Parse("t")], TestContext.Current.CancellationToken)).Single();
        var columns = TablePlan.ColumnsOf(table, Target, ColumnPolicies.None);

        var facts = await new SourceScan(table, columns, RowHash.Of(Target), withWidths: true).ReadAsync(snapshot, null, TestContext.Current.CancellationToken);

        var sizes = string.Join(" + ", table.Columns.Select(column => $"coalesce(pg_column_size({column.Name}), 0)"));
        facts.Bytes.ShouldBe(await snapshot.Connection.ScalarAsync<long>($"select coalesce(sum({sizes}), 0) from t", TestContext.Current.CancellationToken));
        table.Columns.Count(column => column.FixedBytes is not null).ShouldBe(8);
    }
}
