using System.Globalization;
using DuckDB.NET.Data;
using Pipeline.Spark.Sql.Embedded.Rows;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>The rows of a view of the database.</summary>
internal sealed class SqlRelation(SqlDatabase database, string view) : Relation
{
    private StructType? _schema;

    public override int Partitions => 1;

    public override StructType Schema(CancellationToken stop) => _schema ??= SqlDatabase.Guard(Describe, stop);

    public override RowCursor Open(int partition, IReadOnlyList<string> columns, CancellationToken stop)
    {
        StructField[] fields = [.. columns.Select(name => Schema(stop).Fields.First(field => field.Name == name))];
        var list = string.Join(", ", fields.Select(Value));
        var connection = database.Connect();
        var command = connection.CreateCommand();
        command.CommandText = $"select {list} from {view}";
        command.UseStreamingMode = true;
        var owner = new Owner(stop.Register(command.Cancel), command, connection);
        try
        {
            var reader = SqlDatabase.Guard(command.ExecuteReader, stop);
            return new RowCursor(reader, new StructType(fields), command.Cancel, owner);
        }
        catch
        {
            // A stop that comes later must not cancel a command whose connection is closed.
            owner.Dispose();
            throw;
        }
    }

    public override long Count(int partition, CancellationToken stop)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"select count(*) from {view}";
        using var interrupt = stop.Register(command.Cancel);
        return Convert.ToInt64(SqlDatabase.Guard(command.ExecuteScalar, stop), CultureInfo.InvariantCulture);
    }

    internal static string Value(StructField field)
    {
        var name = DuckName.Quote(field.Name);
        return field.DataType switch
        {
            DecimalType type when ColumnValues.IsWide(type) => $"cast({name} as varchar) as {name}",
            DecimalType type => $"cast({name} as {type.SimpleString}) as {name}",
            TimestampType => $"cast({name} as timestamp) as {name}",
            StringType or NullType => $"cast({name} as varchar) as {name}",
            _ => name,
        };
    }

    private StructType Describe()
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"describe {view}";
        using var reader = command.ExecuteReader();
        var fields = new List<StructField>();
        while (reader.Read())
            fields.Add(new StructField(reader.GetString(0), DuckType.Read(reader.GetString(0), reader.GetString(1))));
        return new StructType(fields);
    }

    private sealed class Owner(CancellationTokenRegistration interrupt, DuckDBCommand command, DuckDBConnection connection) : IDisposable
    {
        public void Dispose()
        {
            interrupt.Dispose();
            command.Dispose();
            connection.Dispose();
        }
    }
}
