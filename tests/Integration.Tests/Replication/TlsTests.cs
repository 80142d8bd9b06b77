using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>What an address asks of encryption is held, on the driver's connections and on those of the engine.</summary>
public sealed class TlsTests(TestServers servers) : IAsyncLifetime
{
    private string _folder = "";

    public async ValueTask InitializeAsync() => _folder = await TestRunFolder.OfThisRun().ForOneTestAsync("tls");

    public async ValueTask DisposeAsync()
    {
        await PrivatePostgres.StopAsync(_folder);
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_server_without_encryption_is_not_talked_to_where_it_is_asked_for()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create table t (id bigint primary key)");

        var source = await JobProcess.RunAsync("replication", With(shop.Source.Reader, "?sslmode=require"), shop.Target.Owner, "--tables", "t");
        var target = await JobProcess.RunAsync("replication", shop.Source.Reader, With(shop.Target.Owner, "?ssl-mode=VERIFY_IDENTITY"), "--tables", "t");

        source.ShouldEnd(ExitCode.CannotConnect).Errors.ShouldContain("PostgreSQL at 127.0.0.1:");
        source.Errors.ShouldContain("offers no such encrypted connection as is asked for");
        source.Errors.ShouldContain("Correct sslmode or sslrootcert in POSTGRES_URL");
        target.ShouldEnd(ExitCode.CannotConnect).Errors.ShouldContain("MySQL at 127.0.0.1:");
        target.Errors.ShouldContain("Correct sslmode or sslrootcert in MYSQL_URL");
    }

    [Fact]
    public async Task A_server_whose_certificate_is_known_is_verified_and_another_one_is_not_talked_to()
    {
        await using var target = await servers.CreateMySqlAsync();
        await using var server = await PrivatePostgres.StartAsync(_folder, _ => { }, TestContext.Current.CancellationToken);
        var url = server.Url(PrivatePostgres.Superuser, "postgres");
        var known = await EncryptAsync(url);
        await ExecuteAsync(url, "create table t as select k as id from generate_series(1, 100) as k");

        (await JobProcess.RunAsync("replication", With(url, $"?sslmode=verify-full&sslrootcert={known}"), target.Owner, "--tables", "t")).ShouldEnd(ExitCode.Done);

        var unknown = await JobProcess.RunAsync("replication", With(url, "?sslmode=verify-full"), target.Owner, "--tables", "t");
        unknown.ShouldEnd(ExitCode.CannotConnect).Errors.ShouldContain("offers no such encrypted connection as is asked for");
    }

    // The server writes its key itself: no other user may read it.
    private async Task<string> EncryptAsync(DatabaseUrl url)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        await WriteAsync(url, "server.crt", certificate.ExportCertificatePem());
        await WriteAsync(url, "server.key", key.ExportPkcs8PrivateKeyPem());
        await ExecuteAsync(url, "alter system set ssl = on");
        await ExecuteAsync(url, "select pg_reload_conf()");
        await Waiting.UntilAsync(async () => await ScalarAsync(url, "show ssl") is "on");

        var file = Path.Combine(_folder, "root.pem");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        return file;
    }

    private static Task WriteAsync(DatabaseUrl url, string file, string text) =>
        ExecuteAsync(url, $"copy (select unnest(string_to_array('{text}', E'\\n'))) to program 'umask 077; cat > {file}'");

    private static DatabaseUrl With(DatabaseUrl url, string query) => DatabaseUrl.Parse(url.Setting, url.WithPassword() + query, url.Port, url.Scheme);

    private static async Task ExecuteAsync(DatabaseUrl url, string sql)
    {
        await using var connection = await PostgresConnections.OpenAsync(url, "test", TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(sql, TestContext.Current.CancellationToken);
    }

    private static async Task<string?> ScalarAsync(DatabaseUrl url, string sql)
    {
        await using var connection = await PostgresConnections.OpenAsync(url, "test", TestContext.Current.CancellationToken);
        return await connection.ScalarAsync<string>(sql, TestContext.Current.CancellationToken);
    }
}
