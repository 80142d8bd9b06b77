using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Airflow;

/// <summary>Airflow in a Python environment of its own.</summary>
/// <param name="Home">The environment's folder.</param>
internal sealed record AirflowInstallation(string Home)
{
    /// <summary>The version of airflow/requirements.lock.</summary>
    public const string Version = "3.3.2";

    /// <summary>The Python that the lock was made for: wheels are of one version.</summary>
    public const string PythonVersion = "3.11";

    public string Programs => Path.Combine(Home, "bin");

    public string Python => Path.Combine(Programs, "python");

    public string Airflow => Path.Combine(Programs, "airflow");

    /// <summary>The Python of this machine that can carry it; null when there is none.</summary>
    public static async Task<string?> FindPythonAsync(CancellationToken cancellation)
    {
        foreach (var name in (string[])[$"python{PythonVersion}", "python3"])
        {
            foreach (var path in ProgramFolders.All.Select(folder => Path.Combine(folder, name)).Where(File.Exists))
            {
                var printed = await Command.TryAsync([path, "-c", "import ensurepip, venv, sys; print('%d.%d' % sys.version_info[:2])"], cancellation);
                if (printed.ExitCode == 0 && string.Equals(printed.StandardOutput.Trim(), PythonVersion, StringComparison.Ordinal))
                    return path;
            }
        }

        return null;
    }

    /// <summary>The error where no Python can carry it.</summary>
    public static PipelineException NoPython() => new(
        ExitCode.CannotConnect,
        $"Airflow {Version} is installed for CPython {PythonVersion}, and this machine has none that can make a virtual environment.",
        $"Type: sudo apt-get install -y python{PythonVersion} python{PythonVersion}-venv");
}
