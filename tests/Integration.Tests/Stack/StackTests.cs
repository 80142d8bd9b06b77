using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Cli.Stack;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

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
    public async Task A_port_that_is_taken_is_named_with_its_owner_before_anything_starts()
    {
        var home = await TestRunFolder.OfThisRun().ForOneTestAsync("taken");
        var (service, port) = StackPorts.Usual.All.First(one => Loopback.IsFree(one.Port));
        using var taken = new TcpListener(IPAddress.Loopback, port);
        taken.Start();

        await using var process = JobProcess.Start(["up"], new Dictionary<string, string>(StringComparer.Ordinal) { ["PIPELINE_HOME"] = home });
        var result = (await process.EndAsync()).ShouldEnd(ExitCode.CannotConnect);

        result.Errors.ShouldContain($"127.0.0.1:{port}, which {service} needs, is taken by process {Environment.ProcessId} (");
        result.Errors.ShouldContain("./pipeline up --free-ports");
        Directory.Exists(Path.Combine(home, "postgres")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_connections_script_may_run_again_and_keeps_or_takes_the_password()
    {
        const string Given = "o'dd $\"pass\\word% ";
        const string Changed = "set in the pages";

        await stack.InitializeConnectionsAsync(Given);
        await AirflowRest.LogInAsync(stack.Addresses with { AirflowPassword = Given });
        (await stack.RunAsync("airflow", "users", "reset-password", "--username", "admin", "--password", Changed)).ShouldEnd(ExitCode.Done);
        await stack.InitializeConnectionsAsync(password: null);
        await AirflowRest.LogInAsync(stack.Addresses with { AirflowPassword = Changed });
        await stack.InitializeConnectionsAsync(stack.Addresses.AirflowPassword);

        (await stack.Airflow.ConnectionsAsync()).ShouldBe(["kafka_default", "mysql_default", "postgres_default", "spark_default"]);
        await AirflowRest.LogInAsync(stack.Addresses);
        File.GetUnixFileMode(Path.Combine(StackFixture.Home, "stack", "airflow", "admin.password")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
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

    [Fact]
    public async Task Verbs_beside_the_stack_find_its_broker_as_they_find_its_databases()
    {
        await stack.Airflow.SucceedsAsync("dag_kafka_stream", run => run.Ended);

        (await stack.RunAsync("verify", "events")).ShouldEnd(ExitCode.Done).Output.ShouldContain($"my_topic: whole; the tables were held against the broker at {stack.Addresses.Kafka}, ");
        (await stack.RunAsync("doctor")).Output.ShouldMatch($"ok +Kafka broker +{stack.Addresses.Kafka}, 1 broker with ");
    }

    private async Task<IReadOnlyList<int>> ProcessesAsync()
    {
        using var status = JsonDocument.Parse((await stack.RunAsync("status", "--json")).ShouldEnd(ExitCode.Done).Output);
        return [.. status.RootElement.GetProperty("services").EnumerateArray().Select(service => service.GetProperty("process_number").GetInt32())];
    }
}
