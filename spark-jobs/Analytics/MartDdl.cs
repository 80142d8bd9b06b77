using Pipeline.Analytics.Definitions;
using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>The statements that make a mart's table and replace its days.</summary>
internal static class MartDdl
{
    /// <summary>Creates the table exactly as the mart declares it, text comparable with the replicas'.</summary>
    public static string Create(Mart mart, MySqlServer server, string table)
    {
        var columns = mart.Columns.Select(column =>
            $"    {SqlName.MySql(column.Name)} {column.Type} {(column.Required ? "not null" : "null")} comment {SqlName.MySqlText(column.Comment)},\n");
        return $"""
            create table {SqlName.MySql(table)} (
            {string.Concat(columns)}    primary key ({Names(mart.Key)})
            ) engine = innodb character set utf8mb4 collate {server.ExactCollation} comment = {SqlName.MySqlText(mart.Grain)}
            """;
    }

    /// <summary>Deletes the days from the mart.</summary>
    public static string DeleteDays(Mart mart, MartDays days, DayRange range) =>
        $"delete from {SqlName.MySql(mart.Name)} where {range.Condition(days.Column)}";

    /// <summary>Takes the rows over from staging.</summary>
    public static string InsertFrom(Mart mart, string staging)
    {
        var columns = Names(mart.Columns.Select(column => column.Name));
        return $"insert into {SqlName.MySql(mart.Name)} ({columns}) select {columns} from {SqlName.MySql(staging)}";
    }

    /// <summary>The query for the keys of rows that only one of the mart and its staging table has, or that differ.</summary>
    public static string Differing(Mart mart, string staging, DayRange? days)
    {
        var columns = Names(mart.Columns.Select(column => column.Name));
        var published = $"select {columns} from {SqlName.MySql(mart.Name)}{(days is null ? "" : $" where {days.Condition(mart.Days!.Column)}")}";
        var computed = $"select {columns} from {SqlName.MySql(staging)}";
        var key = Names(mart.Key);
        return $"select {key} from ({published} except {computed}) as published union select {key} from ({computed} except {published}) as computed";
    }

    /// <summary>The query for both sides of some of these rows: the mart's columns as text, then the staging table's.</summary>
    public static string DifferingRows(Mart mart, string staging, DayRange? days, int limit)
    {
        return $"""
            select {Texts("published")}, {Texts("computed")}
            from (select * from ({Differing(mart, staging, days)}) as differing order by {Names(mart.Key)} limit {limit}) as differing
            left join {SqlName.MySql(mart.Name)} as published on {SameKey("published")}
            left join {SqlName.MySql(staging)} as computed on {SameKey("computed")}
            order by {string.Join(", ", mart.Key.Select(key => $"differing.{SqlName.MySql(key)}"))}
            """;

        string Texts(string side) => string.Join(", ", mart.Columns.Select(column => $"cast({side}.{SqlName.MySql(column.Name)} as char)"));

        string SameKey(string side) => string.Join(" and ", mart.Key.Select(SqlName.MySql).Select(key => $"{side}.{key} = differing.{key}"));
    }

    private static string Names(IEnumerable<string> columns) => string.Join(", ", columns.Select(SqlName.MySql));
}
