namespace Pipeline.Cli.Airflow;

/// <summary>Airflow's own folder: settings with their secrets, logs, and the admin's password.</summary>
/// <param name="Path">AIRFLOW_HOME.</param>
internal sealed record AirflowHome(string Path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Settings => System.IO.Path.Combine(Path, "airflow.cfg");

    public string Logs => System.IO.Path.Combine(Path, "logs");

    /// <summary>Kept by airflow/scripts/init_airflow_connections.sh.</summary>
    public string AdminPassword => System.IO.Path.Combine(Path, "admin.password");

    /// <summary>That of a project's stack, made when it is missing.</summary>
    public static AirflowHome Of(ProjectFolder project)
    {
        var home = new AirflowHome(System.IO.Path.Combine(project.Private, "stack", "airflow"));
        Directory.CreateDirectory(home.Path, OwnerOnly);
        return home;
    }
}
