using System.Text.RegularExpressions;
using Npgsql;
using Pipeline.Common;
using Pipeline.Common.Runs;

namespace Pipeline.Replication.Source;

/// <summary>
/// One consistent moment of the source, exported so that every partition of every table reads in it
/// (https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-SNAPSHOT-SYNCHRONIZATION). It lives as long as this connection.
/// </summary>
internal sealed partial class SourceSnapshot : IAsyncDisposable
{
    /// <summary>
    /// Text forms must not depend on the session; row security must fail loudly instead of hiding rows. Compiling a scan costs each connection
    /// more than it gains: these are calls of built-in functions. A change of the schema that waits for the snapshot's connection would
    /// make all others wait for it, and with them the run, for good: so they give up. PostgreSQL 17 and newer may limit whole transactions, too.
    /// </summary>
    private const string SessionSettings =
        "set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; "
        + "set local extra_float_digits = 1; set local bytea_output = 'hex'; set local standard_conforming_strings = on; set local row_security = off; set local jit = off; set local statement_timeout = 0; "
        + "set local lock_timeout = '30s'; select set_config(name, '0', true) from pg_settings where name = 'transaction_timeout'";

    private readonly DatabaseUrl _source;

    private SourceSnapshot(DatabaseUrl source, NpgsqlConnection connection, string id)
    {
        _source = source;
        Connection = connection;
        Id = id;
    }

    /// <summary>The exporting connection, inside the snapshot itself.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>As pg_export_snapshot gives it, such as <c>00000003-0000001B-1</c>; after a restart the server gives the same ones again.</summary>
    public string Id { get; }

    /// <summary>What a connection runs first to read in this snapshot.</summary>
    public string InitStatement => InitStatementOf(Id);

    public static async Task<SourceSnapshot> OpenAsync(DatabaseUrl source, CancellationToken cancellation) =>
        await OfAsync(source, await ConnectAsync(source, cancellation), cancellation);

    /// <summary>A connection that <see cref="OfAsync"/> may take.</summary>
    public static Task<NpgsqlConnection> ConnectAsync(DatabaseUrl source, CancellationToken cancellation) =>
        PostgresConnections.OpenAsync(source, "pipeline replication", cancellation);

    /// <summary>The moment at which this is called; the connection is the snapshot's from now on.</summary>
    public static async Task<SourceSnapshot> OfAsync(DatabaseUrl source, NpgsqlConnection connection, CancellationToken cancellation)
    {
        try
        {
            // The transaction is idle while the rows move: the server must not end it.
            await connection.ExecuteAsync(
                $"begin isolation level repeatable read read only; {SessionSettings}; set local idle_in_transaction_session_timeout = 0", cancellation);
            var id = await connection.ScalarAsync<string>("select pg_export_snapshot()", cancellation);
            return SnapshotId().IsMatch(id ?? "")
                ? new(source, connection, id!)
                : throw new InvalidOperationException($"pg_export_snapshot gave '{id}', which is no snapshot identifier.");
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The name that the run tables have for what a run read; marts are told apart by it.</summary>
    public string MomentOf(RunIdentity run) => MomentOf(Id, run);

    /// <summary>Opens another connection that reads in the snapshot.</summary>
    public async Task<NpgsqlConnection> OpenReaderAsync(CancellationToken cancellation)
    {
        var connection = await ConnectAsync(_source, cancellation);
        try
        {
            await connection.ExecuteAsync(InitStatement, cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    internal static string MomentOf(string id, RunIdentity run) => $"{id}/{run.Tag}";

    internal static string InitStatementOf(string id) =>
        $"begin isolation level repeatable read read only; set transaction snapshot '{id}'; {SessionSettings}";

    [GeneratedRegex("^[0-9A-F]+(-[0-9A-F]+)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SnapshotId();
}
