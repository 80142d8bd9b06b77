using Pipeline.Cli.Servers;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Cli.Spark;
using Pipeline.Common;

namespace Pipeline.Cli.Drill;

/// <summary>Servers of the drill alone, made anew for each drill and gone with it.</summary>
internal sealed class PrivateDrillServers : DrillServers
{
    private readonly string _folder;
    private readonly FileLock _use;
    private readonly ProjectFolder _project;
    private readonly JobContext _context;
    private PrivatePostgres? _postgres;
    private PrivateMySql? _mySql;
    private DrillBroker? _broker;
    private SparkCluster? _spark;
    private (DrillDisk? Postgres, DrillDisk? MySql, string Reason) _disks;

    private PrivateDrillServers(string folder, FileLock use, ProjectFolder project, JobContext context) =>
        (_folder, _use, _project, _context) = (folder, use, project, context);

    public override string Database => "drill";

    public override PrivatePostgres Postgres => _postgres!;

    public override PrivateMySql MySql => _mySql!;

    public override DrillBroker Broker => _broker!;

    public override SparkCluster? Spark => _spark;

    public override (DrillDisk? Postgres, DrillDisk? MySql, string Reason) Disks => _disks;

    /// <summary>Starts them.</summary>
    /// <exception cref="PipelineException">Another drill is at work (exit 75), or a server is not to be had (exit 3).</exception>
    public static async Task<PrivateDrillServers> StartAsync(ProjectFolder project, bool realBroker, bool spark, JobContext context)
    {
        var home = await ServerHome.FindAsync(project, context.Output.Line, context.Cancellation);
        var use = BeAlone(home.Path, "drill.lock");
        var servers = new PrivateDrillServers(Path.Combine(home.Path, "drill"), use, project, context);
        try
        {
            await servers.RemoveAsync();
            await servers.StartAsync(realBroker, spark);
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_broker is not null)
            await _broker.DisposeAsync();
        if (_spark is not null)
            await _spark.StopAsync(CancellationToken.None);
        await RemoveAsync();
        _use.Dispose();
    }

    protected override Task CrashAsync(PrivateServer server, CancellationToken cancellation) => server.CrashAsync(startAgain: true, cancellation);

    private async Task StartAsync(bool realBroker, bool spark)
    {
        Action<string> say = _context.Output.Line;
        var cancellation = _context.Cancellation;
        var starting = (
            PrivatePostgres.StartAsync(Path.Combine(_folder, "postgres"), say, cancellation),
            PrivateMySql.StartAsync(Path.Combine(_folder, "mysql"), say, cancellation));
        _postgres = await starting.Item1;
        _mySql = await starting.Item2;
        _disks = await DrillDisk.UnderAsync(_postgres, _mySql, Database, cancellation);
        await ShopSchema.PrepareAsync(_postgres, Database, cancellation);
        await ShopSchema.PrepareAsync(_mySql, Database, cancellation);
        _broker = await DrillBroker.StartAsync(_project, Path.Combine(_project.Private, "drill-broker"), realBroker, Outages, _context);
        if (!spark)
            return;
        _spark = new SparkCluster(Path.Combine(_project.Private, "drill-spark"));
        await _spark.StartAsync(await SparkVerb.Installer(_project, say).EnsureAsync(cancellation), SparkPorts.Free(), connect: false, cancellation);
    }

    /// <summary>Removes all that this drill, or one that was killed, has there.</summary>
    private async Task RemoveAsync()
    {
        if (!Directory.Exists(_folder))
            return;
        await PrivatePostgres.StopAsync(Path.Combine(_folder, "postgres"));
        await PrivateMySql.StopAsync(Path.Combine(_folder, "mysql"));
        await DrillDisk.UnmountBelowAsync(_folder);
        Directory.Delete(_folder, recursive: true);
    }
}
