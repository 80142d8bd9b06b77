using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Plan;

/// <summary>The obstacles by name.</summary>
internal static class Obstacles
{
    private const int MostDrift = 5;

    private const string UseView = "Replicate a view over it, with other names or fewer columns.";

    public static Obstacle NoColumns(SourceTable table) => new($"{table} has no columns, and MySQL has no such table.", "Leave it out of --tables.");

    public static Obstacle TooManyColumns(SourceTable table, int most) =>
        new($"{table} has {table.Columns.Count:N0} columns, MySQL allows {most:N0}.", UseView);

    public static Obstacle NameTooLong(SourceTable table, string target) => new(
        $"{table}: its replica's name {target} has {target.Length} characters, MySQL allows 64.",
        "Give a shorter pattern with --name, such as '{table}', or replicate a view with a shorter name over it.");

    public static Obstacle FileNameTooLong(SourceTable table, string target, int bytes, int most) => new(
        $"{table}: its replica's name {target} becomes the name of a file of {bytes} bytes, {most} are possible.",
        "Give a shorter pattern with --name, such as '{table}', or replicate a view with another name over it.");

    public static Obstacle NameNotAllowed(SourceTable table, string target) => new(
        $"{table}: its replica cannot be called {target}: MySQL's names hold no character beyond U+FFFF and end in no space, and pipeline_… are the pipeline's own.",
        "Give another pattern with --name, or replicate a view with another name over it.");

    public static Obstacle ColumnNotAllowed(SourceTable table, SourceColumn column) => new(
        $"{table}: the column name \"{column.Name}\" cannot exist in MySQL: its names hold no character beyond U+FFFF and end in no space.", UseView);

    public static Obstacle ColumnReserved(SourceTable table, SourceColumn column) => new(
        $"{table}: the column name \"{column.Name}\" cannot exist in MySQL: InnoDB keeps it for itself.", UseView);

    public static Obstacle SameColumn(SourceTable table, SourceColumn first, SourceColumn second) => new(
        $"{table}: its columns {first.Name} and {second.Name} differ by letter case alone, which is one name to MySQL.", UseView);

    public static Obstacle UnfitKey(SourceTable table, UnfitKey key, long rows, IReadOnlyList<string> examples) => new(
        $"{table}: the unique key {key.Index.Name} cannot exist in MySQL: {key.Reason}{(key.TooLong is { } values ? $"; {Counted.Of(rows, "row holds", "rows hold")} {values.What}{Listed(examples)}" : "")}.",
        key.Remedy);

    public static Obstacle ClampedToTheSame(SourceTable table, string key, string columns, long rows) => new(
        $"{table}: clamped, {rows:N0} rows would be the same in the unique key {key} ({columns}).",
        "Choose =text for that column, or correct its values in the source.");

    public static Obstacle RowTooWide(SourceTable table, int bytes) => new(
        $"{table}: its columns take {bytes:N0} bytes of a row, MySQL allows 65,535.", UseView);

    public static Obstacle PageTooSmall(SourceTable table, int bytes) => new(
        $"{table}: its {table.Columns.Count} columns may take {bytes:N0} bytes of a page, InnoDB allows 8,126, and this user may not relax that check.",
        "Grant it SESSION_VARIABLES_ADMIN, so that it may set innodb_strict_mode off for its session, or replicate views of fewer columns.");

    public static Obstacle RowsTooLong(SourceTable table, long rows, IReadOnlyList<string> examples) => new(
        $"{table}: {Counted.Of(rows, "row is", "rows are")} longer than a page of InnoDB holds (8,126 bytes, long values apart){Listed(examples)}.", UseView);

    public static Obstacle PointedAt(SourceTable table, ForeignKey key) => new(
        $"{table}: the foreign key {key.Name} of {key.Database}.{key.Table} points at its replica {key.PointsAt}, whose rows each run may replace.", key.Remedy);

    public static Obstacle NeverPublished(TablePlan plan) => new(
        $"{plan.Table}: {plan.Target} holds rows that no run has published, and has another shape ({string.Join(", ", plan.Drift.Take(MostDrift))}{(plan.Drift.Count > MostDrift ? ", …" : "")}).",
        $"Give another pattern with --name, or, if nobody needs that table, drop it first: drop table {SqlName.MySql(plan.Target)}.");

    public static Obstacle NoPrimaryKey(SourceTable table, string setting) => new(
        $"{table} has no primary key, and this server takes no table without one ({setting}).",
        $"Give it a primary key in the source, or set {setting} off on the server.");

    public static Obstacle Unrepresentable(SourceTable table, RefusedValues found)
    {
        var column = $"{table}.{found.Column.Column.Name}";
        var clamp = found.Refusal.Clamp is null ? "" : "=clamp (the nearest value), ";
        return new(
            $"{Counted.Of(found.Rows, $"row of {column} holds", $"rows of {column} hold")} {found.Refusal.What}{Listed(found.Examples)}.",
            $"Correct these values in the source, or decide with --on-unrepresentable {column}=null, {clamp}or =text (the column as text).");
    }

    private static string Listed(IReadOnlyList<string> examples) => examples.Count == 0 ? "" : $" ({string.Join("; ", examples)})";
}
