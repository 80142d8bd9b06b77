using Pipeline.Cli.Brokers;

namespace Pipeline.Integration.Tests.Kafka;

/// <summary>
/// A native broker on free ports, with its data in a folder of its own. Where Java or Maven is missing the tests are skipped, except
/// in CI, where a missing program is a failure.
/// </summary>
public sealed class NativeKafkaFixture : IAsyncLifetime
{
    private readonly string _root = ProjectRoot();
    private readonly BrokerPorts _ports = BrokerPorts.Free();
    private KafkaInstallation? _installation;

    public string Folder { get; } = Directory.CreateTempSubdirectory("pipeline-kafka-").FullName;

    public string? Missing { get; private set; }

    public KafkaInstallation Installation => _installation ?? throw new InvalidOperationException(Missing);

    public async ValueTask InitializeAsync()
    {
        Missing = Array.Find(["java", "mvn"], program => !IsOnPath(program)) is { } program ? $"{program} is not on PATH" : null;
        if (Missing is not null && Environment.GetEnvironmentVariable("CI") is not "true")
            return;
        _installation = await KafkaInstallation.EnsureAsync(_root, Path.Combine(_root, ".pipeline"), _ => { }, CancellationToken.None);
    }

    /// <summary>The broker, running.</summary>
    public Task<NativeKafka> StartAsync()
    {
        Assert.SkipWhen(_installation is null, Missing ?? "");
        return NativeKafka.StartAsync(Installation, Folder, _ports, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await NativeKafka.StopAsync(Folder, CancellationToken.None);
        Directory.Delete(Folder, recursive: true);
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string ProjectRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Pipeline.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the checkout.");
        return folder;
    }
}
