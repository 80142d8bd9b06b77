using System.Text.Json;
using Pipeline.Common;

namespace Pipeline.Integration.Tests.Stack;

/// <summary>The whole stack as one command starts it.</summary>
[Collection(StackForAll.Name)]
[Trait("needs", "supervisor, java, maven, python 3.11")]
public sealed class StackTests(StackFixture stack)
{
    [Fact]
    public async Task Every_service_is_well_and_a_second_up_starts_nothing()
    {
        var before = await ProcessesAsync();

        (await stack.RunAsync("up")).ShouldEnd(ExitCode.Done);

        (await ProcessesAsync()).ShouldBe(before);
        before.Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_its_owner()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();

        Cli.Stack.Internal.PortOwner.Of(((System.Net.IPEndPoint)taken.LocalEndpoint).Port).ShouldNotBeNull().ShouldContain($"process {Environment.ProcessId} ");
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Down_and_up_again_lose_nothing()
    {
        await stack.Airflow.SucceedsAsync("dag_kafka_stream", run => run.Ended);
        var (runs, events) = ((await stack.Airflow.RunsAsync("dag_kafka_stream")).Count, await stack.CountInPostgresAsync("select count(*) from kafka_events"));

        (await stack.RunAsync("down")).ShouldEnd(ExitCode.Done);
        (await stack.RunAsync("status")).ShouldEnd(ExitCode.CannotConnect);
        await stack.UpAsync();

        (await stack.Airflow.RunsAsync("dag_kafka_stream")).Count.ShouldBeGreaterThanOrEqualTo(runs);
        (await stack.CountInPostgresAsync("select count(*) from kafka_events")).ShouldBeGreaterThanOrEqualTo(events);
    }

    private async Task<IReadOnlyList<int>> ProcessesAsync()
    {
        using var status = JsonDocument.Parse((await stack.RunAsync("status", "--json")).ShouldEnd(ExitCode.Done).Output);
        return [.. status.RootElement.GetProperty("services").EnumerateArray().Select(service => service.GetProperty("process_number").GetInt32())];
    }
}
