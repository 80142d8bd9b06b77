using System.Buffers.Binary;
using Pipeline.Cli.Drill.Network;

namespace Pipeline.Cli.Tests.Drill;

public sealed class StatementStreamTests
{
    private static readonly byte[] MySqlSession =
    [
        .. MySqlFrame(1, [0x85, 0xa2, 0x3f, 0x01, .. new byte[60]]),
        .. MySqlFrame(0, [3, .. "rename table a to b"u8]),
        .. MySqlFrame(2, [3, .. "rename table, but these are rows of a load"u8]),
        .. MySqlFrame(3, []),
        .. MySqlFrame(0, [0x0e]),
        .. MySqlFrame(0, [3, .. "select 1"u8]),
    ];

    private static readonly byte[] PostgresSession =
    [
        .. PostgresStart(80877103, []),
        .. PostgresStart(196608, "user\0u\0\0"u8),
        .. PostgresMessage('Q', "begin\0"u8),
        .. PostgresMessage('d', "Q\0\0\0\nCOMMIT\0"u8),
        .. PostgresMessage('P', "name\0insert into t values ($1)\0\0\0"u8),
        .. PostgresMessage('Q', "COMMIT\0"u8),
    ];

    [Fact]
    public void Finds_the_queries_of_mysql_however_the_bytes_are_cut() =>
        ShouldFind(() => new MySqlStatements(), MySqlSession, "rename table a to b", "select 1");

    [Fact]
    public void Finds_the_statements_of_postgresql_however_the_bytes_are_cut() =>
        ShouldFind(() => new PostgresStatements(), PostgresSession, "begin", "insert into t values ($1)", "COMMIT");

    [Fact]
    public void Knows_an_encrypted_connection_of_mysql()
    {
        var stream = new MySqlStatements();

        stream.Read([.. MySqlFrame(1, [0x85, 0xaa, 0x3f, 0x01, .. new byte[28]]), 0x16, 3, 1, 2, 0]).ShouldBeEmpty();

        stream.IsEncrypted.ShouldBeTrue();
    }

    [Fact]
    public void Knows_an_encrypted_connection_of_postgresql()
    {
        var stream = new PostgresStatements();

        stream.Read([.. PostgresStart(80877103, []), 0x16, 3, 1, 2, 0]).ShouldBeEmpty();

        stream.IsEncrypted.ShouldBeTrue();
    }

    private static void ShouldFind(Func<StatementStream> newStream, byte[] session, params string[] expected)
    {
        for (var cut = 0; cut <= session.Length; cut++)
        {
            var stream = newStream();
            string[] found = [.. stream.Read(session.AsSpan(0, cut)), .. stream.Read(session.AsSpan(cut))];
            found.ShouldBe(expected, $"cut at {cut}");
        }
    }

    internal static byte[] MySqlFrame(byte number, ReadOnlySpan<byte> payload) =>
        [(byte)payload.Length, (byte)(payload.Length >> 8), (byte)(payload.Length >> 16), number, .. payload];

    private static byte[] PostgresStart(int code, ReadOnlySpan<byte> rest)
    {
        var message = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(message, 8 + rest.Length);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(4), code);
        return [.. message, .. rest];
    }

    private static byte[] PostgresMessage(char type, ReadOnlySpan<byte> body)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, 4 + body.Length);
        return [(byte)type, .. length, .. body];
    }
}
