using Pipeline.Common;

namespace Pipeline.Replication.Contract;

/// <summary>
/// The hash that both databases compute alike; <c>{0}</c> stands for what is hashed. md5 is the cheapest that MariaDB shares with
/// PostgreSQL; MySQL moved md5 into an optional component in its ninth version, so there it is sha256.
/// </summary>
/// <param name="PostgresText">Of text in PostgreSQL, in hexadecimal.</param>
/// <param name="PostgresBytes">Of bytea in PostgreSQL.</param>
/// <param name="MySql">Of either in MySQL.</param>
internal sealed record RowHash(string PostgresText, string PostgresBytes, string MySql)
{
    private static readonly RowHash Md5 = new("md5({0})", "md5({0})", "md5({0})");

    private static readonly RowHash Sha256 = new("encode(sha256(convert_to({0}, 'UTF8')), 'hex')", "encode(sha256({0}), 'hex')", "sha2({0}, 256)");

    /// <summary>The hash for a target server.</summary>
    public static RowHash Of(MySqlServer server) => server.IsMariaDb ? Md5 : Sha256;

    public string InPostgres(string text) => ColumnContract.For(PostgresText, text);

    public string InMySql(string value) => ColumnContract.For(MySql, value);
}
