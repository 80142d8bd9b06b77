using MySqlConnector;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Cli.Doctor;

/// <summary>Whether the MySQL that a job would use answers, takes bulk loads, and allows what a publication needs.</summary>
internal sealed class MySqlChecks(ServerHome home)
{
    private const string Subject = "MySQL (target)";
    private const long SmallestPacket = 16L << 20;

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation)
    {
        try
        {
            if (!string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("MYSQL_URL")))
                return await LookAsync(DatabaseUrl.MySql(), cancellation);
            if (!PrivateMySql.IsRunning(home.MySql))
                return [new Finding(Subject, "MYSQL_URL is not set; a private server starts when needed")];

            await using var kept = await PrivateMySql.StartAsync(home.MySql, _ => { }, cancellation);
            return await LookAsync(kept.Url(ShopRoles.Owner, ShopRoles.Database), cancellation);
        }
        catch (Exception error) when (ServerErrors.Explain(error) is { } known)
        {
            return [Finding.Of(Subject, known)];
        }
    }

    private static async Task<IReadOnlyList<Finding>> LookAsync(DatabaseUrl url, CancellationToken cancellation)
    {
        await using var connection = await MySqlConnections.OpenAsync(url, "pipeline doctor", cancellation);
        return
        [
            Version(Subject, await MySqlServer.OfAsync(connection, cancellation), $"{url.Address}, as {url.User}"),
            await RightsAsync(connection, url, cancellation),
            await RunTablesAsync(connection, url, cancellation),
            .. await SettingsAsync(connection, cancellation),
        ];
    }

    /// <summary>Whether a server's version is one that the pipeline is tested with.</summary>
    /// <param name="subject">What is checked.</param>
    /// <param name="server">The server.</param>
    /// <param name="place">Its address or program, and whose.</param>
    internal static Finding Version(string subject, MySqlServer server, string place) => server.IsTooOld
        ? new Finding(subject, $"{server}, {place}: tested is {server.Oldest} and newer", "Use MariaDB 10.11, MySQL 8.4 or newer; MYSQL_URL may name a server elsewhere.")
        : new Finding(subject, $"{server}, {place}");

    private static async Task<Finding> RunTablesAsync(MySqlConnection connection, DatabaseUrl url, CancellationToken cancellation)
    {
        const string subject = "run tables";
        var there = await connection.ScalarAsync<long>(
            "select count(*) from information_schema.tables where table_schema = database() and table_name in ('pipeline_runs', 'pipeline_run_tables')", cancellation);
        return there == 2
            ? new Finding(subject, "both are there")
            : new Finding(subject, "missing: no run can be recorded", $"Type: mysql -h {url.Host} -P {url.Port} -u {url.User} -p {url.Database} < db/init_mysql.sql");
    }

    /// <summary>Grants can come by roles, patterns and proxies: trying is the only honest check.</summary>
    private static async Task<Finding> RightsAsync(MySqlConnection connection, DatabaseUrl url, CancellationToken cancellation)
    {
        const string subject = "rights in the target";
        var name = $"doctor_{Environment.ProcessId}";
        string[] steps =
        [
            $"create table {name} (id int primary key, word varchar(9), index doctor_word_idx (word)) engine = innodb",
            $"insert into {name} values (1, 'a')",
            $"update {name} set word = 'b'",
            $"select word from {name}",
            $"lock tables {name} write",
            "unlock tables",
            $"rename table {name} to {name}_new",
            $"delete from {name}_new",
            $"drop table {name}_new",
        ];
        foreach (var step in steps)
        {
            try
            {
                await ExecuteAsync(connection, step, cancellation);
            }
            catch (MySqlException error)
            {
                await ExecuteAsync(connection, "unlock tables", cancellation);
                await TryDropAsync(connection, name, cancellation);
                return new Finding(
                    subject,
                    $"`{step}` failed: {ServerErrors.FirstLine(error.Message)}",
                    IsDenied(error.ErrorCode)
                        ? $"As an administrator type: grant create, alter, drop, index, select, insert, update, delete, lock tables on `{url.Database}`.* to '{url.User}'@'%';"
                        : ServerErrors.ExplainAny("doctor", error).Remedy);
            }
        }

        return new Finding(subject, $"{url.User} may create, index, fill, lock, rename and drop tables in {url.Database}");
    }

    /// <summary>True where a grant helps; on a standby or a full disk it does not.</summary>
    internal static bool IsDenied(MySqlErrorCode code) => code
        is MySqlErrorCode.DatabaseAccessDenied or MySqlErrorCode.TableAccessDenied or MySqlErrorCode.ColumnAccessDenied or (MySqlErrorCode)1227;

    private static async Task<IReadOnlyList<Finding>> SettingsAsync(MySqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new MySqlCommand(
            "select cast(@@global.local_infile as signed), cast(@@global.max_allowed_packet as signed), cast(timestampdiff(second, utc_timestamp(), now()) as signed)",
            connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        var packet = row.GetInt64(1);
        return
        [
            row.GetInt64(0) == 1
                ? new Finding("local_infile", "on: bulk loads are allowed")
                : new Finding("local_infile", "off: bulk loads are refused", "As an administrator type: set global local_infile = 1;   (and in the server's file: local_infile=1)"),
            packet >= SmallestPacket
                ? new Finding("max_allowed_packet", $"{packet >> 20} MB")
                : new Finding("max_allowed_packet", $"{packet >> 20} MB is too little for wide rows", "As an administrator type: set global max_allowed_packet = 67108864;"),
            row.GetInt64(2) == 0
                ? new Finding("time zone (MySQL)", "sessions can be set to UTC")
                : new Finding("time zone (MySQL)", "`set time_zone = '+00:00'` has no effect", "Look for an init_connect that sets the time zone, and remove it."),
        ];
    }

    private static async Task TryDropAsync(MySqlConnection connection, string name, CancellationToken cancellation)
    {
        try
        {
            await ExecuteAsync(connection, $"drop table if exists {name}, {name}_new", cancellation);
        }
        catch (MySqlException)
        {
            // Who may not drop has just been told so: the right is in the finding.
        }
    }

    private static async Task ExecuteAsync(MySqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
