using CliWrap;
using CliWrap.Buffered;
using Pipeline.Cli.Run;
using Pipeline.Cli.Servers;
using Pipeline.Cli.Spark;

namespace Pipeline.Cli.Doctor;

/// <summary>Sends one known instant through both databases on every engine that is there: a wrong time zone anywhere shows at once.</summary>
internal sealed class CanaryChecks(ProjectFolder project, ServerHome home)
{
    private const string Subject = "time canary";

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation)
    {
        if (!(IsThere("POSTGRES_URL") || PrivatePostgres.IsRunning(home.Postgres)) || !(IsThere("MYSQL_URL") || PrivateMySql.IsRunning(home.MySql)))
            return [new Finding(Subject, "not sent: it needs both databases (POSTGRES_URL and MYSQL_URL, or ./pipeline demo --keep)")];

        List<Finding> findings = [];
        foreach (var place in await PlacesAsync(cancellation))
            findings.Add(await SendAsync(place, cancellation));
        return findings;
    }

    /// <summary>What a canary that ended so says.</summary>
    internal static Finding Of(RunPlace place, int exitCode, string output, string errors)
    {
        var subject = $"{Subject}, {place.ToString().ToLowerInvariant()}";
        if (exitCode == 0)
            return new Finding(subject, Lines(output).LastOrDefault("it arrived unchanged"));
        var said = Lines(errors);
        var what = said.FindIndex(line => line.StartsWith("error: ", StringComparison.Ordinal));
        return what >= 0 && what + 1 < said.Count
            ? new Finding(subject, said[what]["error: ".Length..], said[what + 1])
            : new Finding(subject, $"it ended with exit code {exitCode}", $"Type: {CommandOf(place)}");
    }

    private static async Task<Finding> SendAsync(RunPlace place, CancellationToken cancellation)
    {
        var ended = await CliWrap.Cli.Wrap(Environment.ProcessPath!)
            .WithArguments([typeof(CanaryChecks).Assembly.Location, .. Words(place)])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellation);
        return Of(place, ended.ExitCode, ended.StandardOutput, ended.StandardError);
    }

    private async Task<IReadOnlyList<RunPlace>> PlacesAsync(CancellationToken cancellation)
    {
        var cluster = SparkCluster.Of(project);
        var hasWorker = (await cluster.StatusAsync(cancellation))?.AliveWorkers.Any() == true;
        var hasConnect = cluster.ConnectProcess is not null || IsThere("SPARK_REMOTE");
        var hasEngines = SparkBindings.Of(typeof(Replication.ReplicationProgram).Assembly) == SparkBinding.Engines;
        return
        [
            .. hasEngines ? [RunPlace.Embedded] : Array.Empty<RunPlace>(),
            .. hasWorker ? [RunPlace.Spark] : Array.Empty<RunPlace>(),
            .. hasEngines && hasConnect ? [RunPlace.Connect] : Array.Empty<RunPlace>(),
        ];
    }

    private static string[] Words(RunPlace place) => ["run", "replication", "--canary", "--on", place.ToString().ToLowerInvariant()];

    private static string CommandOf(RunPlace place) => $"./pipeline {string.Join(' ', Words(place))}";

    private static bool IsThere(string variable) => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable));

    private static List<string> Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
