using System.Diagnostics;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>A source and a target of their own, and the replication job as the program that users run.</summary>
internal sealed record Shop(DatabaseUrl Source, DatabaseUrl Target)
{
    /// <summary>Runs the job as a process to its end.</summary>
    public async Task<JobEnding> ReplicateAsync(params string[] args)
    {
        using var process = Start(args);
        return await EndAsync(process);
    }

    /// <summary>Runs the job and requires exit code 0.</summary>
    public async Task<JobEnding> ReplicateWellAsync(params string[] args)
    {
        var ending = await ReplicateAsync(args);
        ending.Code.ShouldBe(ExitCode.Done, ending.Text);
        return ending;
    }

    public Process Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Pipeline.Replication.ReplicationProgram).Assembly.Location, .. args])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["POSTGRES_URL"] = Source.WithPassword();
        start.Environment["MYSQL_URL"] = Target.WithPassword();
        return Process.Start(start)!;
    }

    public static async Task<JobEnding> EndAsync(Process process)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new((ExitCode)process.ExitCode, await output, await errors);
    }

    public async Task SourceAsync(string sql)
    {
        await using var connection = await PostgresConnections.OpenAsync(Source, "test", TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(sql, TestContext.Current.CancellationToken);
    }

    public async Task TargetAsync(string sql)
    {
        await using var connection = await MySqlConnections.OpenAsync(Target, "test", TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(sql, TestContext.Current.CancellationToken);
    }

    public async Task<T?> TargetValueAsync<T>(string sql)
    {
        await using var connection = await MySqlConnections.OpenAsync(Target, "test", TestContext.Current.CancellationToken);
        return await connection.ScalarAsync<T>(sql, TestContext.Current.CancellationToken);
    }

    /// <summary>Rows of a query on the target as text, in the server's own form.</summary>
    public async Task<List<string>> TargetRowsAsync(string sql)
    {
        await using var connection = await MySqlConnections.OpenAsync(Target, "test", TestContext.Current.CancellationToken);
        return await connection.QueryAsync(sql, row => row.IsDBNull(0) ? "NULL" : row.GetString(0), TestContext.Current.CancellationToken);
    }

    public async Task<List<string>> SourceRowsAsync(string sql)
    {
        await using var connection = await PostgresConnections.OpenAsync(Source, "test", TestContext.Current.CancellationToken);
        return await connection.QueryAsync(sql, row => row.IsDBNull(0) ? "NULL" : row.GetString(0), TestContext.Current.CancellationToken);
    }

    /// <summary>Tables that a run left behind.</summary>
    public Task<List<string>> LeftoversAsync() => TargetRowsAsync(
        "select table_name from information_schema.tables where table_schema = database() and (table_name like 'pipeline\\_stg%' or table_name like 'pipeline\\_old%')");
}
