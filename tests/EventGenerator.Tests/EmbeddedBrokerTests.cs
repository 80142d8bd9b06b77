using System.Diagnostics;
using Confluent.Kafka;
using Pipeline.Common;

namespace Pipeline.Events.Tests;

public sealed class EmbeddedBrokerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pipeline-broker-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_the_generator_sends_can_be_read_back_in_full()
    {
        using var broker = EmbeddedBroker.Start(_folder);

        var code = await EventGenerator.RunAsync(["--bootstrap-servers", broker.BootstrapServers, "--count", "5000", "--bad-every", "50", "--wait", "10"]);

        code.ShouldBe(ExitCode.Done);
        using var expected = new EventMessages(EventStreamOptions.Of(), badEvery: 50);
        var sent = Enumerable.Range(0, 5000).Select(_ => expected.Next()).Select(message => Fingerprint(message.Key, message.Value)).Order(StringComparer.Ordinal);
        ReadAll(broker.BootstrapServers, "my_topic", 5000).Order(StringComparer.Ordinal).ShouldBe(sent);
    }

    [Fact]
    public void The_address_is_there_for_others_while_it_runs_and_gone_afterwards()
    {
        using (var broker = EmbeddedBroker.Start(_folder))
        {
            EmbeddedBrokerAddress.Find(_folder)!.BootstrapServers.ShouldBe(broker.BootstrapServers);
        }

        EmbeddedBrokerAddress.Find(_folder).ShouldBeNull();
        File.Exists(EmbeddedBrokerAddress.FileIn(_folder)).ShouldBeFalse();
    }

    [Fact]
    public void A_second_one_of_the_same_folder_is_refused()
    {
        using var first = EmbeddedBroker.Start(_folder);

        var error = Should.Throw<PipelineException>(() => EmbeddedBroker.Start(_folder));

        error.Code.ShouldBe(ExitCode.AttemptAtWork);
        error.Message.ShouldContain(first.BootstrapServers);
    }

    [Fact]
    public void A_file_that_a_killed_process_left_behind_is_no_broker()
    {
        using var gone = Process.Start("true");
        gone.WaitForExit();
        new EmbeddedBrokerAddress("127.0.0.1:9", gone.Id, DateTime.UtcNow).Write(_folder);

        EmbeddedBrokerAddress.Find(_folder).ShouldBeNull();
        using var broker = EmbeddedBroker.Start(_folder);
        EmbeddedBrokerAddress.Find(_folder).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_count_that_would_not_fit_is_refused_before_it_is_sent()
    {
        var code = await EventGenerator.RunAsync(["--embedded-broker", "--folder", _folder, "--count", "1000000"]);

        code.ShouldBe(ExitCode.DataRefused);
        File.Exists(EmbeddedBrokerAddress.FileIn(_folder)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_foreseen_room_is_really_there()
    {
        using var broker = EmbeddedBroker.Start(_folder);
        var room = Internal.EmbeddedRoom.RoomFor(
            EventRun.From(new EventGeneratorOptions { Topic = "t", Folder = _folder, Count = 1, Compression = Compression.Lz4, Wait = 10, Users = 1000, Products = 200, Partitions = 4, Seed = 1 }, TimeProvider.System));

        var code = await EventGenerator.RunAsync(["--bootstrap-servers", broker.BootstrapServers, "--count", $"{room}", "--wait", "10"]);

        code.ShouldBe(ExitCode.Done);
        room.ShouldBeGreaterThan(100_000);
        using var kept = new Internal.KeptOffsets(broker.BootstrapServers, "my_topic");
        using var admin = Internal.BrokerClient.Admin(broker.BootstrapServers);
        kept.Begins(admin).ShouldBe([0, 0, 0, 0]);
    }

    [Fact]
    public async Task What_was_dropped_all_the_same_is_an_error()
    {
        using var broker = EmbeddedBroker.Start(_folder);
        string[] args = ["--bootstrap-servers", broker.BootstrapServers, "--count", "60000", "--compression", "None", "--wait", "10"];

        (await EventGenerator.RunAsync([.. args, "--allow-loss"])).ShouldBe(ExitCode.Done);
        (await EventGenerator.RunAsync(args)).ShouldBe(ExitCode.DataRefused);
    }

    [Fact]
    public async Task A_broker_that_is_away_is_an_error_that_names_it()
    {
        var code = await EventGenerator.RunAsync(["--bootstrap-servers", "127.0.0.1:1", "--count", "1", "--wait", "1"]);

        code.ShouldBe(ExitCode.CannotConnect);
    }

    [Fact]
    public async Task A_broker_that_goes_away_in_the_middle_is_never_silent()
    {
        var broker = EmbeddedBroker.Start(_folder);
        var sending = EventGenerator.RunAsync(["--bootstrap-servers", broker.BootstrapServers, "--count", "100000", "--rate", "2000", "--wait", "2"]);
        await Task.Delay(1000, TestContext.Current.CancellationToken);

        broker.Dispose();

        (await sending).ShouldBe(ExitCode.CannotConnect);
    }

    [Theory]
    [InlineData("--count", "0")]
    [InlineData("--count", "5", "--users", "0")]
    [InlineData("--count", "5", "--start", "soon")]
    [InlineData("--rate", "-1")]
    [InlineData("--topic", "t")]
    public async Task A_wrong_setting_is_a_usage_error(params string[] args)
    {
        (await EventGenerator.RunAsync([.. args, "--bootstrap-servers", "127.0.0.1:1"])).ShouldBe(ExitCode.Usage);
    }

    private static List<string> ReadAll(string address, string topic, int count)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(
            new ConsumerConfig { BootstrapServers = address, GroupId = "test", MaxPartitionFetchBytes = 10_000_000, FetchMaxBytes = 50_000_000 }).Build();
        consumer.Assign(Enumerable.Range(0, EmbeddedBroker.Partitions).Select(number => new TopicPartitionOffset(topic, number, Offset.Beginning)));
        var read = new List<string>();
        while (read.Count < count && consumer.Consume(TimeSpan.FromSeconds(10)) is { } message)
            read.Add(Fingerprint(message.Message.Key, message.Message.Value));
        return read;
    }

    private static string Fingerprint(byte[] key, byte[]? value) =>
        $"{Convert.ToHexString(key)}:{(value is null ? "null" : Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(value)))}";
}
