using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Cli.Bench;

/// <summary>What the benches of replication measure: programs from start to end, between two private servers.</summary>
/// <param name="postgres">The source.</param>
/// <param name="mysql">The target.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class ReplicationCommands(PrivatePostgres postgres, PrivateMySql mysql, CancellationToken cancellation)
{
    /// <summary>The practical limit: psql copy to stdout into load data local infile, into an empty table.</summary>
    public async Task<Measurement> LimitAsync()
    {
        await using (var connection = await MySqlConnections.OpenAsync(mysql.Url(ShopRoles.Owner, BenchTable.Database), "pipeline bench", cancellation))
        {
            await connection.ExecuteAsync(BenchTable.LimitDdl, cancellation);
        }

        var read = postgres.ClientCommand(ShopRoles.Reader, BenchTable.Database);
        var write = mysql.ClientCommand(ShopRoles.Owner, BenchTable.Database);
        var pipe = $"""
            {read} -c "copy ({BenchTable.LimitSelect}) to stdout" | {write} --local-infile=1 -e "load data local infile '/dev/stdin' into table bench_limit"
            """;
        return await MeasuredProcess.RunAsync("bash", ["-o", "pipefail", "-c", pipe], new Dictionary<string, string>(StringComparer.Ordinal), cancellation);
    }

    /// <summary>
    /// A replication of the table, however many rows an earlier bench left, and when its record was closed: by the clock of this machine, which
    /// the servers share.
    /// </summary>
    public async Task<Measurement> ReplicationAsync(params IReadOnlyList<string> words)
    {
        var measured = await OursAsync(["run", "replication", "--allow-shrink", .. words]);
        await using var connection = await MySqlConnections.OpenAsync(mysql.Url(ShopRoles.Owner, BenchTable.Database), "pipeline bench", cancellation);
        var ended = await connection.ScalarAsync<DateTime>("select max(ended) from pipeline_runs", cancellation);
        return measured with { SecondsToRecord = (new DateTimeOffset(ended, TimeSpan.Zero) - measured.BeganAt).TotalSeconds };
    }

    /// <summary>A verb of ours over the table.</summary>
    public Task<Measurement> OursAsync(params IReadOnlyList<string> words) =>
        MeasuredProcess.RunAsync(
            Environment.ProcessPath!,
            [typeof(ReplicationCommands).Assembly.Location, .. words, "--tables", $"public.{BenchTable.Name}"],
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["POSTGRES_URL"] = postgres.Url(ShopRoles.Reader, BenchTable.Database).WithPassword(),
                ["MYSQL_URL"] = mysql.Url(ShopRoles.Owner, BenchTable.Database).WithPassword(),
            },
            cancellation);
}
