using System.Security.Cryptography;
using System.Text;
using Pipeline.Cli.Brokers;
using Pipeline.Cli.Brokers.Internal;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Airflow;

/// <summary>Makes <c>.pipeline/airflow</c> out of airflow/requirements.lock; a second call finds it complete and does nothing.</summary>
/// <param name="project">The checkout, and where what it installs goes.</param>
/// <param name="say">Told in a line what takes long.</param>
internal sealed class AirflowInstaller(ProjectFolder project, Action<string> say)
{
    private static readonly Dictionary<string, string?> NoVariables = new(StringComparer.Ordinal);

    private string Home => Path.GetFullPath(Path.Combine(project.Installed, "airflow"));

    private string Mark => Path.Combine(Home, "complete");

    private string Lock => Path.Combine(project.Root, "airflow", "requirements.lock");

    /// <summary>Installs it where it is missing or of another lock.</summary>
    /// <exception cref="PipelineException">There is no fitting Python, or pip cannot get the packages (exit 3).</exception>
    public async Task<AirflowInstallation> EnsureAsync(CancellationToken cancellation)
    {
        var installation = new AirflowInstallation(Home);
        Directory.CreateDirectory(project.Installed);
        using var alone = await FileLock.TakeAsync($"{Home}.lock", cancellation);
        var wanted = await FingerprintAsync(cancellation);
        if (await IsCompleteAsync(wanted, cancellation))
            return installation;

        var python = await AirflowInstallation.FindPythonAsync(cancellation) ?? throw AirflowInstallation.NoPython();
        var index = await IndexAsync(cancellation);
        say($"Installing Airflow {AirflowInstallation.Version} by airflow/requirements.lock into {Home}.");
        if (Directory.Exists(Home))
            Directory.Delete(Home, recursive: true);
        await Tool.RunAsync(python, ["-m", "venv", Home], $"Look at {Home} and its disk.", NoVariables, cancellation);
        await Tool.RunAsync(
            installation.Python,
            ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "--no-deps", .. index, "--requirement", Lock],
            "Check that pip reaches its index (a proxy or mirror belongs into pip.conf), or set PIPELINE_MIRROR to an offline mirror.",
            NoVariables,
            cancellation);
        await File.WriteAllTextAsync(Mark, wanted, cancellation);
        return installation;
    }

    /// <summary>The finished installation; nothing is installed by this.</summary>
    /// <exception cref="PipelineException">There is none yet, or of another lock (exit 3).</exception>
    public async Task<AirflowInstallation> FindAsync(CancellationToken cancellation)
    {
        if (await IsCompleteAsync(await FingerprintAsync(cancellation), cancellation))
            return new AirflowInstallation(Home);
        throw File.Exists(Mark)
            ? new PipelineException(ExitCode.CannotConnect, $"Airflow in {Home} was installed from another airflow/requirements.lock.", "Type: ./pipeline down, then: ./pipeline up")
            : new PipelineException(ExitCode.CannotConnect, $"Airflow is not installed in {Home}.", "Type: ./pipeline up");
    }

    private async Task<string> FingerprintAsync(CancellationToken cancellation) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Home}\n{await File.ReadAllTextAsync(Lock, cancellation)}")));

    private async Task<bool> IsCompleteAsync(string wanted, CancellationToken cancellation) =>
        File.Exists(Mark) && string.Equals(await File.ReadAllTextAsync(Mark, cancellation), wanted, StringComparison.Ordinal) && File.Exists(new AirflowInstallation(Home).Airflow);

    /// <summary>What tells pip to use the offline mirror; nothing where there is none.</summary>
    private async Task<IReadOnlyList<string>> IndexAsync(CancellationToken cancellation)
    {
        if (OfflineMirror.Find(project.Root) is not { } mirror)
            return [];
        var folder = Path.GetFullPath(Path.Combine(project.Installed, "mirror"));
        await mirror.UnpackAsync(folder, say, cancellation);
        return ["--no-index", "--find-links", Path.Combine(folder, "wheels")];
    }
}
