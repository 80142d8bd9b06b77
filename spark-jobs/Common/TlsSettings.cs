namespace Pipeline.Common;

/// <summary>What an address says of encryption: <c>?sslmode=verify-full&amp;sslrootcert=/path</c>, or in MySQL's words <c>?ssl-mode=VERIFY_IDENTITY&amp;ssl-ca=/path</c>.</summary>
/// <param name="Mode">How; null leaves it to each driver; most encrypt where the server does.</param>
/// <param name="RootCertificate">The file of the authority that the server's certificate is of; null for those that the machine trusts.</param>
public sealed record TlsSettings(TlsMode? Mode, string? RootCertificate)
{
    private static readonly Dictionary<string, TlsMode> Modes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["disable"] = TlsMode.Disable,
        ["disabled"] = TlsMode.Disable,
        ["allow"] = TlsMode.Allow,
        ["prefer"] = TlsMode.Prefer,
        ["preferred"] = TlsMode.Prefer,
        ["require"] = TlsMode.Require,
        ["required"] = TlsMode.Require,
        ["verify-ca"] = TlsMode.VerifyCa,
        ["verify-full"] = TlsMode.VerifyFull,
        ["verify-identity"] = TlsMode.VerifyFull,
    };

    /// <summary>True when the server must prove who it is.</summary>
    public bool IsVerified => Mode is TlsMode.VerifyCa or TlsMode.VerifyFull;

    /// <summary>As PostgreSQL writes the mode.</summary>
    public string? ModeText => Mode switch
    {
        null => null,
        TlsMode.VerifyCa => "verify-ca",
        TlsMode.VerifyFull => "verify-full",
        { } mode => mode.ToString().ToLowerInvariant(),
    };

    /// <summary>Behind the address again.</summary>
    public override string ToString() =>
        Mode is null ? "" : $"?sslmode={ModeText}{(RootCertificate is null ? "" : $"&sslrootcert={Uri.EscapeDataString(RootCertificate)}")}";

    /// <summary>Reads what stands behind the question mark.</summary>
    /// <param name="setting">The environment variable, for messages.</param>
    /// <param name="query">With or without the question mark.</param>
    /// <exception cref="PipelineException">It is not understood (exit 2). No value is repeated: it may be a password.</exception>
    internal static TlsSettings Parse(string setting, string query)
    {
        TlsMode? mode = null;
        string? certificate = null;
        foreach (var parameter in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = parameter.Split('=', 2);
            var value = parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "";
            switch (parts[0].ToLowerInvariant())
            {
                case "sslmode" or "ssl-mode":
                    mode = Modes.TryGetValue(value.Replace('_', '-'), out var known) ? known : throw UnknownMode(setting, parts[0]);
                    break;
                case "sslrootcert" or "ssl-ca":
                    certificate = File.Exists(value) ? value : throw NoCertificate(setting, parts[0]);
                    break;
                default:
                    throw Unknown(setting, parts[0]);
            }
        }
        var settings = new TlsSettings(mode, certificate);
        return certificate is null || settings.IsVerified ? settings : throw Unverified(setting);
    }

    private static PipelineException Unknown(string setting, string name) => new(
        ExitCode.Usage, $"{setting} has the parameter {name}, which is not known here.", "Take it out: only sslmode and sslrootcert (or ssl-mode and ssl-ca) may follow the database.");

    private static PipelineException UnknownMode(string setting, string name) => new(
        ExitCode.Usage, $"{setting} has a value of {name} that is not known.", "Write disable, prefer, require, verify-ca or verify-full.");

    private static PipelineException NoCertificate(string setting, string name) => new(
        ExitCode.Usage, $"{setting} names a file in {name} that is not there.", "Write the whole path of a file of certificates (PEM), as this machine and the workers of Spark see it.");

    private static PipelineException Unverified(string setting) => new(
        ExitCode.Usage, $"{setting} names a root certificate, but its mode does not verify the server.", "Add sslmode=verify-full, or verify-ca where the certificate has another host name.");
}
