using Pipeline.Analytics.Lineage;
using Pipeline.Common;
using Pipeline.Common.Lineage;
using Pipeline.Tests;

namespace Pipeline.Analytics.Tests;

public sealed class MartLineageTests
{
    private static readonly DatabaseUrl Target = DatabaseUrl.Parse("MYSQL_URL", "mysql://pipeline:secret@db.example/shop", 3306, "mysql");

    private static readonly ILookup<string, DatasetColumn> Tables =
        new (string Table, string Columns)[]
        {
            ("users_replica", "user_id first_name last_name email phone loyalty_status registered_at"),
            ("products_replica", "product_id name description category price stock_quantity created_at"),
            ("orders_replica", "order_id user_id total_amount status order_date delivery_date"),
            ("orderdetails_replica", "order_detail_id order_id product_id quantity price_per_unit total_price"),
        }
        .SelectMany(t => t.Columns.Split(' '), (t, column) => (t.Table, Column: new DatasetColumn(column, "text")))
        .ToLookup(c => c.Table, c => c.Column, StringComparer.Ordinal);

    [Fact]
    public void Columns_of_all_marts_are_followed_to_the_replicas() => Snapshot.Matches(string.Join('\n', Examples.Own.Select(mart => Words(MartLineage.Of(mart, Target, Tables)))));

    [Theory]
    [InlineData("select order_id from orders_replica", "order_id: orders_replica.order_id Identity")]
    [InlineData("select o.`order_id` as a, u.user_id from orders_replica o inner join users_replica as u on o.user_id = u.user_id",
        "a: orders_replica.order_id Identity; user_id: users_replica.user_id Identity; rows: orders_replica.user_id Join, users_replica.user_id Join")]
    [InlineData("select email, status from users_replica cross join orders_replica", "email: users_replica.email Identity; status: orders_replica.status Identity")]
    [InlineData("select 'it''s status' as a, count(*) as n from orders_replica where status <> 'new' -- email", "a: ; n: ; rows: orders_replica.status Filter")]
    [InlineData("select year(order_date) as y, max(total_amount) - min(total_amount) as d from orders_replica group by y having count(order_id) > 1",
        "y: orders_replica.order_date Transformation; d: orders_replica.total_amount Aggregation; rows: orders_replica.order_id Filter, orders_replica.order_date GroupBy")]
    [InlineData("with a as (select max(status) as m from orders_replica), b as (select upper(m) as n from a) select n as o from b", "o: orders_replica.status Aggregation")]
    [InlineData("select case when try_cast(price as decimal(9, 1)) > 1 then name else category end as x from products_replica",
        "x: products_replica.price Transformation, products_replica.name Transformation, products_replica.category Transformation")]
    [InlineData("select year(order_date) as year, count(*) as n from orders_replica group by year",
        "year: orders_replica.order_date Transformation; n: ; rows: orders_replica.order_date GroupBy")]
    public void A_query_is_followed(string query, string expected) => Words(Of(query)!).ShouldBe(expected);

    [Theory]
    [InlineData("select * from orders_replica")]
    [InlineData("select o.* from orders_replica as o")]
    [InlineData("select user_id from users_replica join orders_replica on true")]
    [InlineData("select nothing from orders_replica")]
    [InlineData("select x.order_id from orders_replica")]
    [InlineData("select order_id from orders_replica union all select user_id from users_replica")]
    [InlineData("select order_id from (select order_id from orders_replica) as o")]
    [InlineData("select (select max(user_id) from users_replica) as u from orders_replica")]
    [InlineData("select sum(total_amount) over (partition by user_id) as s from orders_replica")]
    [InlineData("select order_id from orders_replica join users_replica using (user_id)")]
    [InlineData("select order_id from orders_replica, users_replica")]
    [InlineData("select order_id from orders_replica limit 3")]
    [InlineData("select order_id from orders_replica order by order_date")]
    [InlineData("select total_amount * 2 from orders_replica")]
    [InlineData("select order_id from elsewhere")]
    [InlineData("select filter(array(order_id), x -> x > user_id) as f from orders_replica")]
    [InlineData("select order_id from orders_replica left anti join users_replica on true")]
    [InlineData("select status as a, status as A from orders_replica")]
    [InlineData("select a + 1 as a from orders_replica")]
    [InlineData("select b as a, a as b from orders_replica")]
    [InlineData("select count(*) as n, upper(b) as a, lower(a) as b from orders_replica group by a")]
    public void Of_a_query_of_another_form_nothing_is_said(string query) => Of(query).ShouldBeNull();

    [Fact]
    public void A_mart_that_is_not_understood_names_its_replicas_and_no_columns()
    {
        var mart = Examples.Parse(Examples.Query.Replace("select 1 as day", "select * from orders_replica", StringComparison.Ordinal));

        var dataset = MartLineage.Of(mart, Target, Tables);

        dataset.MadeOf.Select(replica => replica.Name).ShouldBe(["shop.orders_replica", "shop.users_replica"]);
        dataset.Columns.Select(column => column.Name).ShouldBe(["day", "revenue"]);
        dataset.Columns.ShouldAllBe(column => column.From.Count == 0);
        dataset.Deciders.ShouldBeEmpty();
    }

    [Fact]
    public void A_replica_that_the_head_names_twice_is_one() =>
        MartLineage.Of(Examples.Parse(Examples.Query.Replace("reads: orders", "reads: users_replica, orders", StringComparison.Ordinal)), Target, Tables)
            .MadeOf.Select(replica => replica.Name).ShouldBe(["shop.users_replica", "shop.orders_replica"]);

    private static QueryStep? Of(string query) => QueryLineage.Of(
        query, Tables.ToDictionary(table => table.Key, table => Dataset.MySql(Target, table.Key) with { Columns = [.. table] }, StringComparer.Ordinal));

    private static string Words(Dataset mart) => $"{mart.Name} of {string.Join(", ", mart.MadeOf.Select(replica => replica.Name))}\n"
        + string.Concat(mart.Columns.Select(column => $"  {column.Name}: {Words(column.From)}\n")) + $"  rows: {Words(mart.Deciders)}\n";

    private static string Words(QueryStep step) => string.Join("; ", step.Columns.Select(column => $"{column.Key}: {Words(column.Value)}"))
        + (step.Deciders.Count == 0 ? "" : $"; rows: {Words(step.Deciders)}");

    private static string Words(IEnumerable<ColumnSource> sources) =>
        string.Join(", ", sources.Select(source => $"{source.Dataset.Name["shop.".Length..]}.{source.Column} {source.Derivation}"));
}
