using System.Text.Json;
using Pipeline.Common.Lineage;
using Pipeline.Common.Runs;

namespace Pipeline.Common.Tests.Lineage;

/// <summary>A run, its settings and its datasets.</summary>
internal static class Examples
{
    public static readonly RunIdentity Run = new("replication", "20260101T090000Z-0a1b2c", 2);

    public static readonly DateTimeOffset Moment = new(2026, 1, 1, 9, 0, 0, 123, TimeSpan.Zero);

    public static LineageSettings Settings(params (string Name, string Value)[] variables) => LineageSettings.Of(Variables(variables), line => line.ShouldBeNull())!;

    public static Func<string, string?> Variables(params (string Name, string Value)[] variables) =>
        name => Array.FindLast([("OPENLINEAGE_URL", "http://marquez:5000"), .. variables], variable => variable.Item1 == name).Item2;

    public static RunEvents Events(params (string Name, string Value)[] variables) => new(Settings(variables), "replication", Run, "4.0.4");

    public static Dataset Replica(DatabaseUrl source, DatabaseUrl target)
    {
        var table = Dataset.Postgres(source, "public", "users") with { Columns = [new("user_id", "bigint", "The user."), new("seen_at", "timestamp with time zone")] };
        return Dataset.MySql(target, "users_replica") with
        {
            MadeOf = [table],
            Rows = 3,
            Deciders = [new(table, "user_id", Derivation.Join), new(table, "user_id", Derivation.GroupBy)],
            Columns =
            [
                new("user_id", "bigint", "The user.") { From = [new(table, "user_id", Derivation.Identity)] },
                new("seen_at", "datetime(6)") { From = [new(table, "seen_at", Derivation.Transformation, "(\"seen_at\" at time zone 'UTC')::text")] },
                new("made_at", "datetime(6)"),
            ],
        };
    }

    public static Dataset Replica() => Replica(
        DatabaseUrl.Parse("POSTGRES_URL", "postgres://reader:secret@db.example/shop", 5432, "postgres"),
        DatabaseUrl.Parse("MYSQL_URL", "mysql://writer:secret@db.example:3307/shop", 3306, "mysql"));

    public static JsonElement Json(this System.Text.Json.Nodes.JsonObject runEvent) => JsonDocument.Parse(runEvent.ToJsonString()).RootElement;
}
