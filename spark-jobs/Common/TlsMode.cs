namespace Pipeline.Common;

/// <summary>How a connection is encrypted, and what is asked of the server's certificate; as PostgreSQL's sslmode.</summary>
public enum TlsMode
{
    Disable,
    Allow,
    Prefer,
    Require,
    VerifyCa,
    VerifyFull,
}
