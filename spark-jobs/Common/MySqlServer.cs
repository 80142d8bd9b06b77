using MySqlConnector;

namespace Pipeline.Common;

/// <summary>Which of the two families a target server is of, and what differs by it.</summary>
/// <param name="Version">As the server tells it, such as <c>10.11.19-MariaDB</c> or <c>8.4.3</c>.</param>
/// <param name="IsMariaDb">True for MariaDB.</param>
public sealed record MySqlServer(string Version, bool IsMariaDb)
{
    /// <summary>The collation that keeps letter case, accents and trailing spaces apart.</summary>
    public string ExactCollation => IsMariaDb ? "utf8mb4_nopad_bin" : "utf8mb4_0900_bin";

    /// <summary>The oldest version of its family that the pipeline is tested with.</summary>
    public string Oldest => IsMariaDb ? "10.11" : "8.4";

    public bool IsTooOld => System.Version.TryParse(Number, out var number) && number < System.Version.Parse(Oldest);

    private string Number => Version.Split('-')[0];

    /// <summary>For messages: <c>MariaDB 10.11.19</c>.</summary>
    public override string ToString() => $"{(IsMariaDb ? "MariaDB" : "MySQL")} {Number}";

    public static MySqlServer Of(string version) => new(version, version.Contains("MariaDB", StringComparison.OrdinalIgnoreCase));

    /// <summary>Asks the server.</summary>
    public static async Task<MySqlServer> OfAsync(MySqlConnection connection, CancellationToken cancellation) =>
        Of(await connection.ScalarAsync<string>("select version()", cancellation) ?? "");
}
