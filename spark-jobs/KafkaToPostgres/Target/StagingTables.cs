using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Pipeline.Common;
using Pipeline.Common.Runs;

namespace Pipeline.KafkaToPostgres.Target;

/// <summary>
/// The tables where an attempt writes before anyone may see it. A name tells topic, run and attempt, so an attempt that was given up can
/// only write where nobody looks; the next one drops what it finds, under the topic's lock.
/// </summary>
internal sealed class StagingTables(NpgsqlConnection connection, string topic, RunIdentity run)
{
    public const string Schema = "events_staging";

    private readonly string _prefix = $"stg_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(topic)))[..8]}_";
    private int _count;

    /// <summary>Makes an empty one.</summary>
    /// <returns>Its name with the schema.</returns>
    public async Task<string> CreateAsync(CancellationToken cancellation)
    {
        var table = $"{Schema}.{_prefix}{run.Tag}_{_count++}";
        await connection.ExecuteAsync(
            $"""
            create unlogged table {table} (
                partition integer not null,
                "offset" bigint not null,

                event_id uuid,
                user_id bigint,
                product_id bigint,
                event_type text,
                session_id text,
                properties text,
                key bytea,
                value bytea,
                headers text,
                is_delicate boolean,
                reason text,

                occurred_at timestamptz,
                received_at timestamptz not null
            ) with (autovacuum_enabled = false)
            """,
            cancellation);
        return table;
    }

    public Task DropAsync(string table, CancellationToken cancellation) => connection.ExecuteAsync($"drop table if exists {table}", cancellation);

    /// <summary>Drops what earlier attempts on this topic left. One that an attempt without the lock still writes to is left to a later run.</summary>
    /// <returns>Those that this user may not drop: an attempt by another made them. They are in nobody's way.</returns>
    public async Task<IReadOnlyList<ForeignTable>> DropLeftoversAsync(CancellationToken cancellation)
    {
        var leftovers = await connection.QueryAsync(
            "select format('%I.%I', schemaname, tablename), tableowner from pg_tables where schemaname = @p0 and starts_with(tablename, @p1) order by tablename",
            row => new ForeignTable(row.GetString(0), row.GetString(1)),
            cancellation,
            Schema,
            _prefix);
        List<ForeignTable> foreign = [];
        await connection.ExecuteAsync("set lock_timeout = '3s'", cancellation);
        foreach (var table in leftovers)
        {
            try
            {
                await DropAsync(table.Name, cancellation);
            }
            catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.InsufficientPrivilege)
            {
                foreign.Add(table);
            }
            catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.LockNotAvailable)
            {
                // Its writer is about to notice that it lost its driver.
            }
        }
        await connection.ExecuteAsync("reset lock_timeout", cancellation);
        return foreign;
    }
}
