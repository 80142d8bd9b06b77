using Pipeline.Common;

namespace Pipeline.Cli.Servers;

/// <summary>
/// The two servers that a verb works with: those of <c>POSTGRES_URL</c> and <c>MYSQL_URL</c> where the user sets them (each by itself),
/// private ones otherwise.
/// </summary>
internal sealed class ShopServers : IAsyncDisposable
{
    /// <summary>Why runs of MySQL are not looked at where it was not asked for.</summary>
    public const string NoMySql = $"{MySqlSetting} is not set, and no run has made a private MySQL";

    private const string PostgresSetting = "POSTGRES_URL";
    private const string MySqlSetting = "MYSQL_URL";

    private readonly bool _layOutGiven;
    private readonly ProjectFolder _project;
    private readonly ShopNeeds _needs;
    private readonly DatabaseUrl? _givenPostgres;
    private readonly DatabaseUrl? _givenMySql;

    private ShopServers(ProjectFolder project, ShopNeeds needs, DatabaseUrl? givenPostgres, DatabaseUrl? givenMySql, bool layOutGiven)
    {
        _project = project;
        _needs = needs;
        _layOutGiven = layOutGiven;
        _givenPostgres = givenPostgres;
        _givenMySql = givenMySql;
    }

    /// <summary>Ours, or null when <c>POSTGRES_URL</c> names another.</summary>
    public PrivatePostgres? PrivatePostgres { get; private set; }

    /// <summary>Ours, or null when <c>MYSQL_URL</c> names another.</summary>
    public PrivateMySql? PrivateMySql { get; private set; }

    /// <summary>False where only PostgreSQL was asked for.</summary>
    public bool HasMySql => _needs is ShopNeeds.Both;

    /// <summary>Which variables do not name a server, so that a private one stands for it.</summary>
    public IReadOnlyList<string> Unset => [.. _givenPostgres is null ? [PostgresSetting] : (string[])[], .. HasMySql && _givenMySql is null ? [MySqlSetting] : (string[])[]];

    /// <summary>The broker that stands for one not given; null where one is given, or none of ours runs.</summary>
    public string? OwnBroker => ShopBroker.Given is null ? ShopBroker.Own(_project, besideOwnServers: _givenPostgres is null) : null;

    /// <summary>Where replicas, marts and the run log are.</summary>
    public DatabaseUrl MySql => _givenMySql ?? PrivateMySql!.Url(ShopRoles.Owner, ShopRoles.Database);

    /// <summary>Starts or finds what is not given, both at once, and lays out the private databases.</summary>
    /// <param name="project">Whose private servers.</param>
    /// <param name="needs">Which of the two.</param>
    /// <param name="layOutGiven">True to lay out a given database too (the demo); a job finds it as it is.</param>
    /// <param name="say">Told in a line what takes longer than one would think.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="PipelineException">A server is not there, or does not let us in.</exception>
    public static async Task<ShopServers> OpenAsync(
        ProjectFolder project, ShopNeeds needs, bool layOutGiven, Action<string> say, CancellationToken cancellation)
    {
        var servers = new ShopServers(
            project, needs, Given(PostgresSetting) ? DatabaseUrl.Postgres() : null, Given(MySqlSetting) ? DatabaseUrl.MySql() : null, layOutGiven);
        try
        {
            var needsHome = servers._givenPostgres is null || (needs is ShopNeeds.Both && servers._givenMySql is null);
            var home = needsHome ? await ServerHome.FindAsync(project, say, cancellation) : null;
            await Task.WhenAll(servers.OpenPostgresAsync(home, say, cancellation), servers.OpenMySqlAsync(home, say, cancellation));
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens the servers that hold what runs have left: a private MySQL that no run has made is not made to find it empty.</summary>
    /// <param name="project">Whose private servers.</param>
    /// <param name="say">Told in a line what takes longer than one would think.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="PipelineException">A server is not there, or does not let us in.</exception>
    public static async Task<ShopServers> OpenWhatIsThereAsync(ProjectFolder project, Action<string> say, CancellationToken cancellation)
    {
        var hasMySql = Given(MySqlSetting) || Directory.Exists((await ServerHome.FindAsync(project, say, cancellation)).MySql);
        return await OpenAsync(project, hasMySql ? ShopNeeds.Both : ShopNeeds.Postgres, layOutGiven: false, say, cancellation);
    }

    /// <summary>Where the shop is, for a role; a given URL has its own user.</summary>
    public DatabaseUrl Postgres(string role) => _givenPostgres ?? PrivatePostgres!.Url(role, ShopRoles.Database);

    /// <summary>Sets the environment that a job reads its connections from; without a broker given, <see cref="OwnBroker"/>.</summary>
    public void OfferTo(string postgresRole)
    {
        Environment.SetEnvironmentVariable(PostgresSetting, Postgres(postgresRole).WithPassword());
        if (_needs is ShopNeeds.Both)
            Environment.SetEnvironmentVariable(MySqlSetting, MySql.WithPassword());
        ShopBroker.Offer(OwnBroker);
    }

    /// <summary>Leaves the private servers running.</summary>
    public void Keep()
    {
        PrivatePostgres?.Keep();
        PrivateMySql?.Keep();
    }

    public async ValueTask DisposeAsync()
    {
        var postgres = PrivatePostgres?.DisposeAsync() ?? ValueTask.CompletedTask;
        var mysql = PrivateMySql?.DisposeAsync() ?? ValueTask.CompletedTask;
        await postgres;
        await mysql;
    }

    private static bool Given(string setting) => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(setting));

    private async Task OpenPostgresAsync(ServerHome? home, Action<string> say, CancellationToken cancellation)
    {
        if (_givenPostgres is not null)
        {
            if (_layOutGiven)
                await ShopSchema.RequirePostgresAsync(_givenPostgres, cancellation);
            return;
        }

        PrivatePostgres = await PrivatePostgres.StartAsync(home!.Postgres, say, cancellation);
        await ShopSchema.PrepareAsync(PrivatePostgres, ShopRoles.Database, cancellation);
    }

    private async Task OpenMySqlAsync(ServerHome? home, Action<string> say, CancellationToken cancellation)
    {
        if (_needs is not ShopNeeds.Both)
            return;
        if (_givenMySql is not null)
        {
            if (_layOutGiven)
                await ShopSchema.ApplyAsync(_givenMySql, cancellation);
            return;
        }

        PrivateMySql = await PrivateMySql.StartAsync(home!.MySql, say, cancellation);
        await ShopSchema.PrepareAsync(PrivateMySql, ShopRoles.Database, cancellation);
    }
}
