using Npgsql;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Cli.Doctor;

/// <summary>Whether the PostgreSQL of the events has their tables, and whether its user may fill them.</summary>
internal sealed class EventsChecks(ServerHome home)
{
    private const string Subject = "the events' tables";

    // A row for each right that db/init_postgres.sql gives to who writes events.
    private const string Rights = """
        select
            needed.name || ': ' || needed.privilege,
            to_regclass(needed.name) is not null,
            coalesce(has_table_privilege(to_regclass(needed.name), needed.privilege), false)
        from (values
            ('kafka_events', 'insert'), ('kafka_events', 'select'), ('kafka_events_rejected', 'insert'),
            ('kafka_events_rejected', 'delete'), ('kafka_offsets', 'update'), ('pipeline_runs', 'insert'),
            ('pipeline_run_partitions', 'insert')
        ) as needed (name, privilege)
        union all
        select
            'events_staging: create',
            to_regnamespace('events_staging') is not null,
            coalesce(has_schema_privilege(to_regnamespace('events_staging'), 'create'), false)
        """;

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation)
    {
        try
        {
            if (!string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("POSTGRES_URL")))
                return await LookAsync(DatabaseUrl.Postgres(), cancellation);
            if (!PrivatePostgres.IsRunning(home.Postgres))
                return [];

            await using var kept = await PrivatePostgres.StartAsync(home.Postgres, _ => { }, cancellation);
            return await LookAsync(kept.Url(ShopRoles.Events, ShopRoles.Database), cancellation);
        }
        catch (Exception error) when (ServerErrors.Explain(error) is { } known)
        {
            return [Finding.Of(Subject, known)];
        }
    }

    /// <summary>The finding of rights that are there or not.</summary>
    internal static Finding Of(DatabaseUrl url, IReadOnlyList<(string Right, bool Exists, bool Granted)> rights)
    {
        var missing = rights.Where(right => !right.Exists).Select(right => right.Right.Split(':')[0]).Distinct(StringComparer.Ordinal).ToList();
        var refused = rights.Where(right => !right.Granted).Select(right => right.Right).ToList();
        return (missing, refused) switch
        {
            ([_, ..], _) when missing.Count == rights.Select(right => right.Right.Split(':')[0]).Distinct(StringComparer.Ordinal).Count() => new Finding(
                Subject, "not there; only kafka-to-postgres needs them (db/init_postgres.sql makes them)"),
            ([_, ..], _) => new Finding(
                Subject, $"missing: {string.Join(", ", missing)}", $"As a superuser type: psql -h {url.Host} -p {url.Port} -d {url.Database} -f db/init_postgres.sql"),
            (_, []) => new Finding(Subject, $"all are there, and {url.User} may fill them"),
            _ when refused.Count == rights.Count => new Finding(Subject, $"all are there; {url.User} may not fill them, which only kafka-to-postgres needs"),
            _ => new Finding(
                Subject, $"{url.User} lacks {string.Join(", ", refused)}", $"As a superuser type: grant {ShopRoles.Events} to \"{url.User}\";"),
        };
    }

    private static async Task<IReadOnlyList<Finding>> LookAsync(DatabaseUrl url, CancellationToken cancellation)
    {
        await using var connection = await PostgresConnections.OpenAsync(url, "pipeline doctor", cancellation);
        var rights = await connection.QueryAsync(Rights, row => (row.GetString(0), row.GetBoolean(1), row.GetBoolean(2)), cancellation);
        return [Of(url, rights), await ZoneAsync(connection, cancellation)];
    }

    /// <summary>What a session of a job sees, and how far the server's clock is from ours.</summary>
    private static async Task<Finding> ZoneAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        const string subject = "time zone (PostgreSQL)";
        var zone = await connection.ScalarAsync<string>("select current_setting('TimeZone')", cancellation);
        var apart = await connection.ScalarAsync<double>(
            "select abs(extract(epoch from clock_timestamp()) - @p0)::float8", cancellation, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000d);
        return (zone, apart) switch
        {
            (not "UTC", _) => new Finding(subject, $"a session asks for UTC and gets {zone}", "Remove what sets another zone: `alter role … reset timezone`, or the pooler between."),
            (_, > 60) => new Finding(subject, $"the server's clock is {apart:N0} s from this machine's", "Set both clocks by NTP: `timedatectl set-ntp true`."),
            _ => new Finding(subject, "sessions work in UTC, and the clocks agree"),
        };
    }
}
