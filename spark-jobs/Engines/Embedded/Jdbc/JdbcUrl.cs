using System.Globalization;

namespace Pipeline.Spark.Sql.Embedded.Jdbc;

/// <summary>A JDBC address taken apart. Its text never goes into a message: it may hold a password.</summary>
internal sealed record JdbcUrl(string Family, string Host, int? Port, string Database, IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    private const string Remedy = "Write it as jdbc:postgresql://host:port/database?name=value, jdbc:mysql://… or jdbc:mariadb://….";

    public static JdbcUrl Parse(string url)
    {
        string[] families = ["postgresql", "mysql", "mariadb"];
        var family = Array.Find(families, name => url.StartsWith($"jdbc:{name}://", StringComparison.OrdinalIgnoreCase))
            ?? throw SparkEngineException.BadOption("url", "does not begin with jdbc:postgresql://, jdbc:mysql:// or jdbc:mariadb://", Remedy);

        var rest = url[$"jdbc:{family}://".Length..];
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var query = question < 0 ? "" : rest[(question + 1)..];
        var address = question < 0 ? rest : rest[..question];
        var slash = address.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || slash == address.Length - 1)
            throw SparkEngineException.BadOption("url", "names no database", Remedy);

        var (host, port) = HostAndPort(address[..slash]);
        return new(family, host, port, Uri.UnescapeDataString(address[(slash + 1)..]), [.. Split(query)]);
    }

    private static (string Host, int? Port) HostAndPort(string text)
    {
        if (text.Contains(',', StringComparison.Ordinal))
            throw SparkEngineException.BadOption("url", "names several hosts", "Name one: the engine does not choose between servers.");
        var colon = text.LastIndexOf(':');
        if (colon < 0 || text.EndsWith(']'))
            return (Name(text), null);
        return int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? (Name(text[..colon]), port)
            : throw SparkEngineException.BadOption("url", "has a port that is no number from 1 to 65535", Remedy);
    }

    private static string Name(string text) => text.Length == 0 ? "localhost" : text.Trim('[', ']');

    private static IEnumerable<KeyValuePair<string, string>> Split(string query)
    {
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            yield return new(Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "true");
        }
    }
}
