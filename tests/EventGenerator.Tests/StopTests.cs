using System.Diagnostics;
using Pipeline.Common;

namespace Pipeline.Events.Tests;

/// <summary>A generator that is asked to stop ends soon, wherever it is at work, and tells how far it came.</summary>
public sealed class StopTests : IDisposable
{
    private const string Nowhere = "127.0.0.1:1";
    private static readonly TimeSpan LongWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("pipeline-broker-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_full_queue_is_waited_for_until_the_stop()
    {
        using var producer = new EventProducer(Nowhere, "t", Compression.None, LongWait);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var began = Stopwatch.GetTimestamp();

        while (await producer.SendAsync([1], [1], stop.Token).AsTask().WaitAsync(Soon, TestContext.Current.CancellationToken))
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(Soon);

        producer.Messages.ShouldBe(100_000);
    }

    [Fact]
    public async Task A_stop_that_comes_during_the_wait_for_the_last_acknowledgements_shortens_it()
    {
        using var producer = new EventProducer(Nowhere, "t", Compression.None, LongWait);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await producer.SendAsync([1], [1], stop.Token);

        await producer.FinishAsync(LongWait, TimeSpan.FromSeconds(1), stop.Token).WaitAsync(Soon, TestContext.Current.CancellationToken);

        var loss = producer.Loss(Nowhere, ExitCode.Terminated).ShouldNotBeNull();
        loss.Code.ShouldBe(ExitCode.Terminated);
        loss.Message.ShouldStartWith("The broker at 127.0.0.1:1 acknowledged 0 of 1 messages; 1 are not certain to be there: ");
    }

    [Fact]
    public void Messages_are_passed_over_until_the_stop()
    {
        using var messages = new EventMessages(EventStreamOptions.Of());

        Should.Throw<OperationCanceledException>(() => messages.Skip(long.MaxValue, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Stopped_before_its_count_it_tells_how_far_it_came()
    {
        using var broker = EmbeddedBroker.Start(_folder);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        var run = EventRun.From(
            new EventGeneratorOptions { Topic = "t", Folder = _folder, Count = 100_000, Rate = 1000, Wait = 600, Users = 100, Products = 20, Partitions = 4, Seed = 1, Skip = 7 }, TimeProvider.System);
        var context = new JobContext(new JobOutput(), stop.Token) { StopCode = () => ExitCode.Interrupted };

        var error = await Should.ThrowAsync<PipelineException>(() => new EventSending(run, broker.BootstrapServers, embedded: true, context).RunAsync());

        error.Code.ShouldBe(ExitCode.Interrupted);
        error.Message.ShouldMatch($@"^It was stopped when [\d,]+ of 100,000 messages were sent to t at {broker.BootstrapServers}; the broker acknowledged all of these\.$");
        error.Remedy.ShouldMatch(@"^Run it again; the same options with --skip \d+ --count \d+ send the rest alone\.$");
        (await context.StopBehindAsync(error)).ShouldBeNull("it is told in its own words");
    }
}
