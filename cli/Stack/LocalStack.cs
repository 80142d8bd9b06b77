using Pipeline.Cli.Airflow;
using Pipeline.Cli.Servers;
using Pipeline.Cli.Stack.Internal;
using Pipeline.Common.Lineage;

namespace Pipeline.Cli.Stack;

/// <summary>The stack of a project: its servers, its services, and who supervises them.</summary>
internal sealed record LocalStack(
    StackFolder Folder,
    StackPorts Ports,
    PrivatePostgres Postgres,
    PrivateMySql MySql,
    AirflowSettings Airflow,
    IReadOnlyList<StackService> Services)
{
    public Supervisor Supervisor { get; } = new(Folder);

    /// <summary>The stack as it is, nothing of it changed; null where it was never started.</summary>
    public static async Task<LocalStack?> LookAtAsync(ProjectFolder project, Action<string> say, CancellationToken cancellation)
    {
        var folder = new StackFolder(project);
        if (folder.Ports is not { } ports || !File.Exists(folder.Settings))
            return null;
        var servers = await ServerHome.FindAsync(project, say, cancellation);
        var postgres = await PrivatePostgres.LookAtAsync(servers.Postgres, cancellation);
        var mysql = await PrivateMySql.LookAtAsync(servers.MySql, cancellation);
        return Of(project, ports, postgres, mysql);
    }

    /// <summary>Puts the parts together.</summary>
    public static LocalStack Of(ProjectFolder project, StackPorts ports, PrivatePostgres postgres, PrivateMySql mysql)
    {
        var metadata = ServerUrl.Postgres("127.0.0.1", ports.Postgres, StackSchema.Airflow, postgres.Password(StackSchema.Airflow), StackSchema.Airflow);
        var airflow = new AirflowSettings(Path.Combine(project.Root, "airflow"), AirflowHome.Of(project), metadata, ports.Airflow, SendsLineage());
        return new(new StackFolder(project), ports, postgres, mysql, airflow, new StackServices(ports, airflow).List(postgres, mysql));
    }

    private static bool SendsLineage() => LineageSettings.Of(Environment.GetEnvironmentVariable, _ => { }) is not { Address.IsFile: true };
}
