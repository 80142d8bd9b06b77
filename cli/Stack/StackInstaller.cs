using System.Runtime.CompilerServices;
using Pipeline.Cli.Airflow;
using Pipeline.Cli.Brokers;
using Pipeline.Cli.Servers;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Cli.Spark;
using Pipeline.Cli.Stack.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Stack;

/// <summary>Brings what the stack needs onto the machine; a second call finds all of it and does nothing.</summary>
internal sealed class StackInstaller(ProjectFolder project, Action<string> say)
{
    private static readonly ServerPackage Java = new("Java 17", "openjdk-17-jre-headless");
    private static readonly ServerPackage Maven = new("Maven", "maven");
    private static readonly ServerPackage Python = new(
        $"CPython {AirflowInstallation.PythonVersion} with venv", $"python{AirflowInstallation.PythonVersion}-venv");

    /// <summary>Installs what is missing, packages of the system only as root.</summary>
    /// <exception cref="PipelineException">Something is missing and cannot be installed (exit 3); the message says what to type.</exception>
    public async Task<StackParts> EnsureAsync(CancellationToken cancellation)
    {
        await PackageAsync(Supervisor.Package, ProgramFolders.Find("supervisord") is not null, cancellation);
        await PackageAsync(Java, await ProblemAsync(() => JavaRuntime.FindAsync(cancellation)) is null, cancellation);
        await PackageAsync(Maven, ProgramFolders.Find("mvn") is not null, cancellation);
        await PackageAsync(Python, await AirflowInstallation.FindPythonAsync(cancellation) is not null, cancellation);
        return new StackParts(
            await ServerHome.FindAsync(project, say, cancellation),
            await KafkaInstallation.EnsureAsync(project.Root, project.Installed, say, cancellation),
            await SparkVerb.Installer(project, say).EnsureAsync(cancellation),
            await new AirflowInstaller(project, say).EnsureAsync(cancellation));
    }

    /// <summary>What is installed and is not what this checkout asks for: a sentence each.</summary>
    public async IAsyncEnumerable<string> ChangesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var find in (Func<Task>[])[() => SparkVerb.Installer(project, say).FindAsync(cancellation), () => new AirflowInstaller(project, say).FindAsync(cancellation)])
        {
            if (await ProblemAsync(find) is { } problem)
                yield return problem;
        }
    }

    private static async Task<string?> ProblemAsync(Func<Task> find)
    {
        try
        {
            await find();
            return null;
        }
        catch (PipelineException problem)
        {
            return problem.Message;
        }
    }

    private Task PackageAsync(ServerPackage package, bool isThere, CancellationToken cancellation) =>
        isThere ? Task.CompletedTask : package.InstallAsync(say, cancellation);
}
