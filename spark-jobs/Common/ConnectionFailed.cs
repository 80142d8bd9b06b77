using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace Pipeline.Common;

/// <summary>The error of a connection that could not be opened, with the address in it.</summary>
public static class ConnectionFailed
{
    /// <summary>Names server, address and reason; a refused password is told apart from a server that is away, or is not who it should be.</summary>
    public static PipelineException To(string server, DatabaseUrl url, Exception error)
    {
        var reason = ServerErrors.FirstLine(error.GetBaseException().Message);
        var (what, remedy) = error switch
        {
            _ when IsEncryption(error) => (
                $"{server} at {url.Server} offers no such encrypted connection as is asked for: {reason}.",
                $"Correct sslmode or sslrootcert in {url.Setting}, or the server's certificate."),
            _ when IsNetwork(error) => ($"Cannot reach {server} at {url.Server}: {reason}.", $"Start it, or correct host and port in {url.Setting}."),
            _ when ServerErrors.IsFull(error) => (
                $"{server} at {url.Address} takes no more connections: {reason}.",
                "Run again when others have ended, or raise max_connections."),
            _ => (
                $"{server} at {url.Address} does not let {url.User} in: {reason}.",
                $"Correct user, password or database in {url.Setting}, or create them (db/init_*.sql)."),
        };
        return new(ExitCode.CannotConnect, what, remedy, error);
    }

    private static bool IsEncryption(Exception error) => error.GetBaseException() is AuthenticationException
        || (error is not PostgresException && !IsBroken(error) && error.Message.Contains("SSL", StringComparison.Ordinal));

    private static bool IsBroken(Exception error) => error.GetBaseException() is SocketException or TimeoutException or IOException;

    private static bool IsNetwork(Exception error) =>
        IsBroken(error) || error.Message.StartsWith("Unable to connect", StringComparison.Ordinal);
}
