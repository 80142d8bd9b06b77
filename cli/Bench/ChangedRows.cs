using System.Globalization;

namespace Pipeline.Cli.Bench;

/// <summary>
/// Changes rows of the table that is measured: nine in twenty are updated, as many get another key, one in ten is deleted and comes again. Rows are
/// chosen by rank, as keys change from run to run.
/// </summary>
internal static class ChangedRows
{
    /// <summary>The statements that change so many rows with neighbouring keys.</summary>
    public static string Together(long rows) => Of($"select * from {BenchTable.Name} order by order_id desc limit {Number(rows)}");

    /// <summary>The statements that change so many rows all over a table of <paramref name="all"/> rows, each run others.</summary>
    public static string Anywhere(long rows, long all, int run) => Of($"""
        select order_id, user_id, order_date, total_amount, status, delivery_date
        from (select *, row_number() over (order by order_id) as rank from {BenchTable.Name}) as ranked
        where rank % {Number(all / rows)} = {Number(run % (all / rows))}
        limit {Number(rows)}
        """);

    // A key that was negated comes back where it is negated again; new ones are beyond all that ever were.
    private static string Of(string chosen) => $"""
        create temporary table changing as select *, row_number() over (order by order_id) as n from ({chosen}) as chosen;
        insert into {BenchTable.Name}
        select (select max(abs(order_id)) from {BenchTable.Name}) + n, user_id, order_date, total_amount, 'again', delivery_date from changing where n % 20 > 17;
        update {BenchTable.Name} as t set status = reverse(t.status), total_amount = t.total_amount + 1 from changing as c where c.order_id = t.order_id and c.n % 20 < 9;
        update {BenchTable.Name} as t set order_id = -t.order_id from changing as c where c.order_id = t.order_id and c.n % 20 between 9 and 17;
        delete from {BenchTable.Name} as t using changing as c where c.order_id = t.order_id and c.n % 20 > 17;
        drop table changing;
        """;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
