using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace Pipeline.Common.Tests;

public sealed class ConnectionFailedTests
{
    private static readonly DatabaseUrl Url = DatabaseUrl.Parse("POSTGRES_URL", "postgresql://me:secret@db.example:5432/shop", 5432, "postgresql");

    public static TheoryData<Exception, string> Errors => new()
    {
        { new NpgsqlException("Exception while performing SSL handshake", new IOException("words")), "Cannot reach PostgreSQL at db.example:5432: words." },
        { new SocketException(111), "Cannot reach PostgreSQL at db.example:5432: " },
        { new NpgsqlException("SSL connection requested. No SSL enabled connection from this host is configured."), " offers no such encrypted connection as is asked for: SSL" },
        { new NpgsqlException("words", new AuthenticationException("The remote certificate is invalid")), " offers no such encrypted connection as is asked for: The remote certificate is invalid." },
        { State(PostgresErrorCodes.TooManyConnections), " takes no more connections: 53300: words." },
        { State(PostgresErrorCodes.InvalidPassword), " does not let me in: 28P01: words." },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void A_server_that_is_away_or_full_or_not_encrypted_is_told_from_a_wrong_password(Exception error, string words)
    {
        var known = ConnectionFailed.To("PostgreSQL", Url, error);

        known.Code.ShouldBe(ExitCode.CannotConnect);
        known.Message.ShouldContain(words);
        known.Message.ShouldNotContain("secret");
    }

    private static PostgresException State(string state) => new("words", "FATAL", "FATAL", state);
}
