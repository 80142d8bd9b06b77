using System.Globalization;
using System.Text;
using Pipeline.Spark.Sql.Embedded.Rows;

namespace Pipeline.Spark.Sql.Embedded.Jdbc.MySql;

/// <summary>
/// Inserts of many rows, for servers with <c>local_infile=OFF</c>. The escapes of COPY text are those of MySQL's string
/// literals, so a value becomes a literal by putting it between quotes.
/// </summary>
internal sealed class InsertLoad(string table, IReadOnlyList<string> columns, IReadOnlyList<bool> binary) : IMySqlLoad
{
    private const int BatchSize = 1024 * 1024;
    private readonly string _head = $"insert into {table} ({string.Join(", ", columns.Select(MySqlServer.QuoteName))}) values ";

    public long Load(MySqlSession session, CopyText rows)
    {
        using var asking = session.Command("select @@max_allowed_packet");
        var limit = Math.Min(BatchSize, Convert.ToInt64(asking.ExecuteScalar(), CultureInfo.InvariantCulture) / 2);
        using var lines = new CopyLines(rows);
        var statement = new ByteBuffer(BatchSize);
        long stored = 0;
        long sent = 0;
        while (lines.Next(out var line))
        {
            if (statement.Count > 0 && statement.Count + line.Length > limit)
                stored += Send(session, statement, ref sent);
            if (statement.Count > 0)
                statement.Add(","u8);
            Tuple(line, statement);
            sent++;
        }
        return statement.Count > 0 ? stored + Send(session, statement, ref sent) : stored;
    }

    private int Send(MySqlSession session, ByteBuffer statement, ref long sent)
    {
        using var command = session.Command(_head + Encoding.UTF8.GetString(statement.Written));
        var stored = command.ExecuteNonQuery();
        MySqlWarnings.RefuseAny(session, table, sent, stored);
        statement.CutTo(0);
        sent = 0;
        return stored;
    }

    private void Tuple(ReadOnlySpan<byte> line, ByteBuffer statement)
    {
        statement.Add("("u8);
        for (var column = 0; column < columns.Count; column++)
        {
            var tab = line.IndexOf((byte)'\t');
            var value = tab < 0 ? line : line[..tab];
            line = tab < 0 ? [] : line[(tab + 1)..];
            if (column > 0)
                statement.Add(","u8);
            Literal(value, binary[column], statement);
        }
        statement.Add(")"u8);
    }

    private static void Literal(ReadOnlySpan<byte> value, bool isBinary, ByteBuffer statement)
    {
        if (value.SequenceEqual("\\N"u8))
        {
            statement.Add("null"u8);
            return;
        }
        statement.Add(isBinary ? "x'"u8 : "'"u8);
        while (value.IndexOf((byte)'\'') is var quote and >= 0)
        {
            statement.Add(value[..quote]);
            statement.Add("''"u8);
            value = value[(quote + 1)..];
        }
        statement.Add(value);
        statement.Add("'"u8);
    }
}
