using Pipeline.Common;
using Pipeline.Replication.Lineage;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Policy;
using Pipeline.Replication.Source;
using static Pipeline.Replication.Tests.Tables;

namespace Pipeline.Replication.Tests;

public sealed class ReplicaLineageTests
{
    private static readonly DatabaseUrl Source = DatabaseUrl.Parse("POSTGRES_URL", "postgres://a:b@pg.example/shop", 5432, "postgres");
    private static readonly DatabaseUrl Target = DatabaseUrl.Parse("MYSQL_URL", "mariadb://a:b@my.example/mirror", 3306, "mariadb");

    [Theory]
    [InlineData("int8", "Identity", null)]
    [InlineData("text", "Identity", null)]
    [InlineData("date", "Identity", null)]
    [InlineData("jsonb", "Identity", null)]
    [InlineData("timestamptz", "Transformation", "(\"c\" at time zone 'UTC')::text")]
    [InlineData("uuid", "Transformation", "\"c\"::text")]
    public void A_column_is_the_same_or_changes_its_form(string type, string derivation, string? how)
    {
        var replica = ReplicaLineage.Of([PlanOf(Of("t", Column("c", type)), MariaDb)], Source, Target).ShouldHaveSingleItem();

        var from = replica.Columns.ShouldHaveSingleItem().From.ShouldHaveSingleItem();
        from.Dataset.Name.ShouldBe("shop.public.t");
        from.Dataset.Namespace.ShouldBe("postgres://pg.example:5432");
        from.Column.ShouldBe("c");
        from.Derivation.ToString().ShouldBe(derivation);
        from.How.ShouldBe(how);
    }

    [Fact]
    public void An_array_and_what_a_policy_changes_change_their_form()
    {
        var table = Of("t", Column("list", "int4") with { Family = TypeFamily.Array }, Column("price", "float8", notNull: false));
        var plan = PlanOf(table, MariaDb) with { Columns = TablePlan.ColumnsOf(table, MariaDb, ColumnPolicies.Parse(["public.t.price=null"])) };

        ReplicaLineage.Of([plan], Source, Target).Single().Columns.ShouldAllBe(column => column.From[0].Derivation == Common.Lineage.Derivation.Transformation);
    }

    [Fact]
    public void The_rows_of_a_replica_are_those_that_the_run_wrote()
    {
        var plan = PlanOf(Of("t", Column("id", "int8")), MariaDb);

        ReplicaLineage.Of([plan], Source, Target).Single().Rows.ShouldBeNull("they are not known yet");
        ReplicaLineage.Of([plan], Source, Target, new Dictionary<string, long> { ["t_replica"] = 3 }).Single().Rows.ShouldBe(3);
    }

    [Fact]
    public void A_replica_has_the_names_types_and_comments_of_both_sides()
    {
        var replica = ReplicaLineage.Of([PlanOf(Of("t", Column("id", "int8", comment: "The key.")), MySql)], Source, Target).Single();

        $"{replica.Namespace} {replica.Name}".ShouldBe("mysql://my.example:3306 mirror.t_replica");
        replica.Columns[0].ShouldBe(new("id", "bigint", "The key.") { From = replica.Columns[0].From });
        replica.MadeOf.ShouldHaveSingleItem().Columns.ShouldBe([new("id", "int8", "The key.")]);
    }
}
