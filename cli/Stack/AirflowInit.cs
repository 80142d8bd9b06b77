using Pipeline.Cli.Airflow;
using Pipeline.Cli.Brokers.Internal;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Cli.Stack;

/// <summary>What Airflow needs before its first process: its tables, once for each version; its connections and its admin, at each start.</summary>
internal sealed class AirflowInit(LocalStack stack, ProjectFolder project)
{
    private const string Remedy = "Read what it says, mend the cause, then type: ./pipeline up";

    private string Mark => Path.Combine(stack.Airflow.Home.Path, "migrated");

    public async Task RunAsync(CancellationToken cancellation)
    {
        var installation = await new AirflowInstaller(project, _ => { }).FindAsync(cancellation);
        var variables = new Dictionary<string, string?>(await new AirflowEnvironment(project, installation).VariablesAsync(cancellation), StringComparer.Ordinal)
        {
            ["POSTGRES_URL"] = ServerUrl.Postgres("127.0.0.1", stack.Ports.Postgres, StackSchema.Jobs, stack.Postgres.Password(StackSchema.Jobs), ShopRoles.Database).WithPassword(),
            ["MYSQL_URL"] = ServerUrl.MySql("127.0.0.1", stack.Ports.MySql, ShopRoles.Owner, stack.MySql.Password(ShopRoles.Owner), ShopRoles.Database).WithPassword(),
            [ShopBroker.Variable] = stack.Ports.Broker.OutsideAddress,
            ["SPARK_MASTER"] = stack.Ports.Spark.MasterUrl,
        };
        if (!await HasTablesAsync(cancellation) || !File.Exists(Mark) || !string.Equals(await File.ReadAllTextAsync(Mark, cancellation), AirflowInstallation.Version, StringComparison.Ordinal))
        {
            await Tool.RunAsync(installation.Airflow, ["db", "migrate"], Remedy, variables, cancellation);
            await File.WriteAllTextAsync(Mark, AirflowInstallation.Version, cancellation);
        }

        await Tool.RunAsync("bash", [Path.Combine(project.Root, "airflow", "scripts", "init_airflow_connections.sh")], Remedy, variables, cancellation);
    }

    /// <summary>False where the server's data was removed and made anew since.</summary>
    private async Task<bool> HasTablesAsync(CancellationToken cancellation)
    {
        await using var connection = await PostgresConnections.OpenAsync(stack.Airflow.Metadata, "pipeline up", cancellation);
        return await connection.ScalarAsync<bool>("select to_regclass('alembic_version') is not null", cancellation);
    }
}
