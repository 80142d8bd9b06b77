using System.Globalization;
using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.Integration.Tests.Kafka;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.KafkaToPostgres;

/// <summary>All that can happen to the job at once, on servers of its own that go away and come back. PIPELINE_SOAK_MESSAGES makes it larger.</summary>
[Trait("needs", "java, maven")]
public sealed class SoakTests(NativeKafkaFixture fixture) : IClassFixture<NativeKafkaFixture>, IAsyncLifetime
{
    private const int RestartOfPostgres = 3;
    private const int RestartOfKafka = 6;

    private static readonly int Messages =
        int.Parse(Environment.GetEnvironmentVariable("PIPELINE_SOAK_MESSAGES") ?? "60000", CultureInfo.InvariantCulture);

    private readonly int _seed = Environment.TickCount;
    private string _folder = "";
    private PrivatePostgres? _postgres;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _folder = await TestRunFolder.OfThisRun().ForOneTestAsync("soak");

    public async ValueTask DisposeAsync()
    {
        await PrivatePostgres.StopAsync(_folder);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Ten_kills_two_restarts_and_a_rival_leave_every_offset_stored_once()
    {
        TestContext.Current.SendDiagnosticMessage($"seed {_seed}, {Messages} messages");
        var random = new Random(_seed);
        var kafka = await fixture.StartAsync();
        await using var place = new EventsPlace(await OwnPostgresAsync(), kafka.BootstrapServers, topic: "soak");
        await place.SendAsync(Messages, "--bad-every", "100");

        for (var round = 0; round < 10; round++)
        {
            await using var process = place.Start("--max-offsets", $"{Messages / 15}", "--follow", "--interval", "0.1");
            await Task.Delay(random.Next(500, 2500), Cancellation);
            if (round == RestartOfPostgres)
                await RestartPostgresAsync(process);
            if (round == RestartOfKafka)
                await RestartKafkaAsync(kafka.StopAsync);
            process.Kill();
            await process.EndAsync();
        }
        var rivals = await Task.WhenAll(place.RunAsync(), place.RunAsync());

        rivals.ShouldAllBe(rival => rival.ExitCode == ExitCode.Done || rival.ExitCode == ExitCode.AttemptAtWork);
        await place.RunWhenFreeAsync();
        await place.ShouldHoldEachOnceAsync(Messages);
        (await place.CountAsync("kafka_events_rejected")).ShouldBe(Messages / 100);

        await place.Postgres.ExecuteAsync("""delete from kafka_events where partition = 2 and "offset" in (select "offset" from kafka_events where partition = 2 order by "offset" limit 2)""");
        (await place.RunAsync("--verify")).ShouldEnd(ExitCode.ProofFailed).Errors.ShouldContain("not whole in 1 of 4 partitions; partition 2: missing are");
    }

    private async Task<TestPostgres> OwnPostgresAsync()
    {
        _postgres = await PrivatePostgres.StartAsync(_folder, _ => { }, Cancellation);
        await ShopSchema.PrepareAsync(_postgres, ShopRoles.Database, Cancellation);
        return new TestPostgres(role => _postgres.Url(role, ShopRoles.Database), () => Task.CompletedTask);
    }

    /// <summary>The job at work loses its lock with its connection: it must say that the server went away, and end.</summary>
    private async Task RestartPostgresAsync(JobProcess process)
    {
        await _postgres!.StopAsync();
        (await process.EndAsync()).ShouldEnd(ExitCode.CannotConnect);
        _postgres = await PrivatePostgres.StartAsync(_folder, _ => { }, Cancellation);
    }

    private async Task RestartKafkaAsync(Func<CancellationToken, Task> stop)
    {
        await stop(Cancellation);
        _ = await fixture.StartAsync();
    }
}
