using Pipeline.Spark.Sql.Types;

namespace Pipeline.Engines.Tests.Sql;

/// <summary>A session that follows a topic gives the same query one source after another.</summary>
public sealed class StreamedRelationTests
{
    private const string Query = "select id + 1 as next, concat('<', amount, '>') as shown from t";

    private static readonly StructType Columns = TableRelation.Columns(("id", new LongType()), ("amount", new DoubleType()));

    [Fact]
    public void The_same_query_over_one_source_after_another_leaves_nothing_in_the_database()
    {
        using var sql = new SqlBench();
        _ = sql.With("t", Stream(0)).Rows(Query);
        var made = sql.CatalogSize();

        for (var pass = 1; pass <= 20; pass++)
            sql.With("t", Stream(pass)).Rows(Query).ShouldBe($"{pass + 1}, <0.5>");

        made.ShouldBeGreaterThan(0);
        sql.CatalogSize().ShouldBe(made);
    }

    [Fact]
    public void Columns_of_other_types_are_bound_anew()
    {
        using var sql = new SqlBench();
        sql.With("t", Stream(1)).Types(Query).ShouldBe("long, string");

        var other = sql.With("t", new TableRelation(TableRelation.Columns(("id", new DoubleType()), ("amount", new LongType())), isStream: true, [1.5, 7L]));

        other.Types(Query).ShouldBe("double, string");
        other.Rows(Query).ShouldBe("2.5, <7>");
        sql.With("t", Stream(2)).Rows(Query).ShouldBe("3, <0.5>");
    }

    [Fact]
    public void Two_sources_that_are_read_at_once_keep_apart()
    {
        using var sql = new SqlBench();
        var first = sql.With("t", Stream(1)).Relation(Query);
        var second = sql.With("t", Stream(2)).Relation(Query);

        using var one = first.Open(0, ["next"], CancellationToken.None);
        using var other = second.Open(0, ["next"], CancellationToken.None);

        (one.Read(), other.Read()).ShouldBe((true, true));
        (one.Reader.GetInt64(0), other.Reader.GetInt64(0)).ShouldBe((2, 3));
    }

    private static TableRelation Stream(long id) => new(Columns, isStream: true, [id, 0.5]);
}
