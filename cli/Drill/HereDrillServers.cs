using Confluent.Kafka;
using Pipeline.Cli.Brokers;
using Pipeline.Cli.Drill.Jobs;
using Pipeline.Cli.Servers;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Cli.Spark;
using Pipeline.Cli.Stack;
using Pipeline.Common;

namespace Pipeline.Cli.Drill;

/// <summary>The servers of the running stack, which its supervisor starts again after a crash. The drill has a database of its own on each.</summary>
internal sealed class HereDrillServers : DrillServers
{
    private const string Answer = "yes";

    private readonly LocalStack _stack;
    private readonly DrillBroker _broker;
    private readonly SparkCluster? _spark;
    private readonly FileLock _use;

    private HereDrillServers(LocalStack stack, DrillBroker broker, SparkCluster? spark, FileLock use) => (_stack, _broker, _spark, _use) = (stack, broker, spark, use);

    public override string Database => "pipeline_drill";

    public override PrivatePostgres Postgres => _stack.Postgres;

    public override PrivateMySql MySql => _stack.MySql;

    public override DrillBroker Broker => _broker;

    public override SparkCluster? Spark => _spark;

    public override (DrillDisk? Postgres, DrillDisk? MySql, string Reason) Disks => (null, null, "the disk of the running stack is not filled");

    /// <summary>Finds the running stack, warns, and makes the drill's databases.</summary>
    /// <exception cref="PipelineException">It does not run (exit 3), another drill is at work on it (exit 75), or the answer was no (exit 2).</exception>
    public static async Task<HereDrillServers> OpenAsync(ProjectFolder project, bool spark, bool yes, JobContext context)
    {
        var stack = await LocalStack.LookAtAsync(project, context.Output.Line, context.Cancellation);
        if (stack is null || !await stack.Postgres.IsWellAsync(context.Cancellation) || !await stack.MySql.IsWellAsync(context.Cancellation))
            throw new PipelineException(ExitCode.CannotConnect, "--here: the stack does not run.", "Type: ./pipeline up   (or leave --here away for servers of the drill's own).");
        var use = BeAlone(stack.Folder.Path, "drill.lock");
        try
        {
            Ask(yes, context);
            return await OpenAsync(project, stack, spark, use, context.Cancellation);
        }
        catch
        {
            use.Dispose();
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        using var use = _use;
        await DropAsync(CancellationToken.None);
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = _broker.BootstrapServers }).SetLogHandler(static (_, _) => { }).Build();
        var topics = admin.GetMetadata(TimeSpan.FromSeconds(30)).Topics.Select(topic => topic.Topic).Where(EventsDrill.IsTopic).ToList();
        if (topics.Count > 0)
            await admin.DeleteTopicsAsync(topics);
    }

    protected override async Task CrashAsync(PrivateServer server, CancellationToken cancellation)
    {
        await server.CrashAsync(startAgain: false, cancellation);
        await AwaitAsync(server.Product, () => server.IsWellAsync(cancellation), cancellation);
    }

    private static async Task<HereDrillServers> OpenAsync(ProjectFolder project, LocalStack stack, bool spark, FileLock use, CancellationToken cancellation)
    {
        var folder = project.Kafka;
        var outages = new Outages();
        var servers = new HereDrillServers(
            stack,
            DrillBroker.Here(Path.Combine(project.Private, "drill-broker"), stack.Ports.Broker.OutsideAddress, stop => CrashBrokerAsync(folder, outages, stop)),
            spark ? SparkCluster.Of(project) : null,
            use)
        { Outages = outages };
        await servers.DropAsync(cancellation);
        await ShopSchema.PrepareAsync(stack.Postgres, servers.Database, cancellation);
        await ShopSchema.PrepareAsync(stack.MySql, servers.Database, cancellation);
        return servers;
    }

    private static Task CrashBrokerAsync(string folder, Outages outages, CancellationToken cancellation) => outages.DuringAsync(async () =>
    {
        if ((await NativeKafka.FindAsync(folder, cancellation))?.ProcessId is { } process)
            LibC.Signal(process, LibC.Kill);
        await AwaitAsync("Kafka", async () => await NativeKafka.FindAsync(folder, cancellation) is not null, cancellation);
    });

    private static void Ask(bool yes, JobContext context)
    {
        context.Output.Line("The servers of the running stack will crash and restart, again and again: whatever works on them now will fail. Your data is not touched.");
        if (yes)
            return;
        context.Output.Line($"Type {Answer} to go on:");
        if (!string.Equals(Console.In.ReadLine()?.Trim(), Answer, StringComparison.OrdinalIgnoreCase))
            throw new PipelineException(ExitCode.Usage, "Nothing was done: the answer was not yes.", "Leave --here away for servers of the drill's own, or add --yes.");
    }

    private async Task DropAsync(CancellationToken cancellation)
    {
        await using (var postgres = await PostgresConnections.OpenAsync(Postgres.Url(PrivatePostgres.Superuser, "postgres"), "pipeline drill", cancellation))
            await postgres.ExecuteAsync($"drop database if exists {Database} with (force)", cancellation);
        await using var mySql = await MySqlConnections.OpenAsync(MySql.Url(PrivateMySql.Administrator, "mysql"), "pipeline drill", cancellation);
        await mySql.ExecuteAsync($"drop database if exists {Database}", cancellation);
    }
}
