using System.Net;
using System.Net.Sockets;
using Confluent.Kafka;
using Pipeline.Cli.Brokers;
using Pipeline.Common;
using Pipeline.Events;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Kafka;

[Trait("needs", "java, maven")]
public sealed class NativeKafkaTests(NativeKafkaFixture fixture) : IClassFixture<NativeKafkaFixture>
{
    [Fact]
    public async Task A_second_start_finds_it_running()
    {
        var first = await fixture.StartAsync();

        var second = await fixture.StartAsync();

        second.WasRunning.ShouldBeTrue();
        second.ProcessId.ShouldBe(first.ProcessId);
        second.ZooKeeperProcessId.ShouldBe(first.ZooKeeperProcessId);
    }

    [Fact]
    public async Task The_generator_delivers_every_message_bad_ones_included()
    {
        var kafka = await fixture.StartAsync();

        var code = await EventGenerator.RunAsync(Send(kafka, "all", 20_000, "--bad-every", "100", "--partitions", "3"));

        code.ShouldBe(ExitCode.Done);
        Ends(kafka, "all", 3).Sum().ShouldBe(20_000);
    }

    [Fact]
    public async Task Messages_that_are_gone_are_not_counted()
    {
        var kafka = await fixture.StartAsync();
        (await EventGenerator.RunAsync(Send(kafka, "counted", 100, "--partitions", "1"))).ShouldBe(ExitCode.Done);
        kafka.Messages("counted").ShouldBe(100);

        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = kafka.BootstrapServers }).Build();
        await admin.DeleteRecordsAsync([new TopicPartitionOffset("counted", 0, 30)]);

        kafka.Messages("counted").ShouldBe(70);
        kafka.Topics("count").ShouldBe(["counted"]);
        await kafka.DeleteAsync("counted");
        await Waiting.UntilAsync(() => kafka.Topics("count").Count == 0);
    }

    [Fact]
    public async Task Both_listeners_serve_the_same_topics()
    {
        var kafka = await fixture.StartAsync();
        await Topics.MakeAsync(kafka.BootstrapServers, "both", 2);

        foreach (var port in (int[])[kafka.Ports.Inside, kafka.Ports.Outside])
        {
            using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = $"127.0.0.1:{port}" }).Build();
            admin.GetMetadata("both", TimeSpan.FromSeconds(10)).Topics[0].Partitions.Count.ShouldBe(2);
        }
    }

    [Fact]
    public async Task What_it_acknowledged_survives_its_being_killed()
    {
        var kafka = await fixture.StartAsync();
        (await EventGenerator.RunAsync(Send(kafka, "killed", 5000))).ShouldBe(ExitCode.Done);
        await KillAsync(kafka);

        var again = await fixture.StartAsync();

        again.WasRunning.ShouldBeFalse();
        Ends(again, "killed", 4).Sum().ShouldBe(5000);
    }

    [Fact]
    public async Task A_generator_outlasts_a_restart_of_the_broker_and_sends_nothing_twice()
    {
        var kafka = await fixture.StartAsync();
        var sending = EventGenerator.RunAsync(Send(kafka, "restarted", 10_000, "--rate", "2000", "--wait", "90"));
        await Task.Delay(2000, TestContext.Current.CancellationToken);

        await KillAsync(kafka);
        var again = await fixture.StartAsync();

        (await sending).ShouldBe(ExitCode.Done);
        Ends(again, "restarted", 4).Sum().ShouldBe(10_000);
    }

    [Fact]
    public async Task Stopping_leaves_no_process_behind_and_starting_again_keeps_the_data()
    {
        var kafka = await fixture.StartAsync();
        await Topics.MakeAsync(kafka.BootstrapServers, "kept", 1);

        await kafka.StopAsync(TestContext.Current.CancellationToken);

        kafka.ProcessId.ShouldBeNull();
        kafka.ZooKeeperProcessId.ShouldBeNull();
        Ends(await fixture.StartAsync(), "kept", 1).ShouldBe([0]);
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        Assert.SkipWhen(fixture.Missing is not null, fixture.Missing ?? "");
        var ports = BrokerPorts.Free();
        using var other = new TcpListener(IPAddress.Loopback, ports.Inside);
        other.Start();
        var folder = Directory.CreateTempSubdirectory("pipeline-kafka-").FullName;

        var error = await Should.ThrowAsync<PipelineException>(
            () => NativeKafka.StartAsync(fixture.Installation, folder, ports, TestContext.Current.CancellationToken));

        error.Code.ShouldBe(ExitCode.CannotConnect);
        error.Message.ShouldBe($"Another program listens on 127.0.0.1:{ports.Inside}.");
        Directory.Delete(folder, recursive: true);
    }

    private static string[] Send(NativeKafka kafka, string topic, int count, params string[] more) =>
        ["--bootstrap-servers", kafka.BootstrapServers, "--topic", topic, "--count", $"{count}", .. more];

    private static long[] Ends(NativeKafka kafka, string topic, int partitions)
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig { BootstrapServers = kafka.BootstrapServers, GroupId = "test" }).Build();
        return [.. Enumerable.Range(0, partitions).Select(number => consumer.QueryWatermarkOffsets(new(topic, number), TimeSpan.FromSeconds(20)).High.Value)];
    }

    private static Task KillAsync(NativeKafka kafka) => Processes.KillAsync(kafka.ProcessId!.Value, TestContext.Current.CancellationToken);
}
