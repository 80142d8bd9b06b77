using System.Data;
using System.Runtime.ExceptionServices;
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

    private static readonly TimeSpan LongestDrop = TimeSpan.FromSeconds(30);

    private readonly string _prefix = $"stg_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(topic)))[..8]}_";
    private int _count;
    private Exception? _lost;

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

    /// <summary>
    /// Drops one whose rows are published: nothing that happens here makes them less so. Whatever holds it, such as a dump of the database for
    /// as long as it lasts, is not waited for: a later run drops it. A lost connection is the trouble of whoever needs it next.
    /// </summary>
    public async Task DropPublishedAsync(string table)
    {
        using var patience = new CancellationTokenSource(LongestDrop);
        try
        {
            await DropIfFreeAsync(table, patience.Token);
        }
        catch (Exception error) when (error is NpgsqlException or InvalidOperationException or OperationCanceledException)
        {
            _lost = connection.State is ConnectionState.Open ? null : error;
        }
    }

    /// <summary>Throws what ended the connection when a table was to be dropped: with it went the lock, and the means to publish more.</summary>
    public void RequireConnection()
    {
        if (_lost is not null)
            ExceptionDispatchInfo.Throw(_lost);
    }

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
        foreach (var table in leftovers)
        {
            try
            {
                await DropIfFreeAsync(table.Name, cancellation);
            }
            catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.InsufficientPrivilege)
            {
                foreign.Add(table);
            }
        }
        return foreign;
    }

    private async Task DropIfFreeAsync(string table, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await connection.ExecuteAsync("set local lock_timeout = '3s'", cancellation);
            await connection.ExecuteAsync($"drop table if exists {table}", cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.LockNotAvailable)
        {
            // Its writer is about to notice that it lost its driver, or a dump is reading it.
        }
    }
}
