using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Pipeline.Spark.Sql;
using Pipeline.Spark.Sql.Connect;

namespace Pipeline.Engines.Tests.Connect;

public sealed class ServerFailureTests
{
    [Fact]
    public void A_session_that_was_idle_for_too_long_is_told_from_a_server_that_is_gone()
    {
        var error = Explain(StatusCode.Internal, "[INVALID_HANDLE.SESSION_CLOSED] The handle 1 is invalid. Session was closed. SQLSTATE: HY000");

        error.ErrorClass.ShouldBe("CANNOT_CONNECT");
        error.Message.ShouldContain("the Spark server spark.example:15002 has closed the session");
        error.Remedy.ShouldContain("spark.connect.session.manager.defaultSessionTimeout");
    }

    [Fact]
    public void A_lost_connection_tells_its_cause_and_keeps_what_lies_below_as_text()
    {
        var error = Explain(StatusCode.Unavailable, "Error connecting to subchannel.\nmore", new IOException("Connection refused"));

        error.ErrorClass.ShouldBe("CANNOT_CONNECT");
        error.Message.ShouldBe("The rows cannot be read: the Spark server spark.example:15002 does not answer any more, or has restarted (Error connecting to subchannel).");
        var below = error.InnerException.ShouldNotBeNull();
        below.Message.ShouldContain("System.IO.IOException: Connection refused");
        below.InnerException.ShouldBeNull();
    }

    [Theory]
    [InlineData("Error starting gRPC call", true)]
    [InlineData("Job 3 cancelled because SparkContext was shut down", false)]
    public void A_server_that_shuts_down_is_gone_and_no_fault_of_the_pipeline(string detail, bool byTheConnection)
    {
        var error = Explain(StatusCode.Internal, $"{detail}.", byTheConnection ? new HttpRequestException("The HTTP/2 server reset the stream.") : null);

        error.ErrorClass.ShouldBe("CANNOT_CONNECT");
        error.Message.ShouldBe($"The rows cannot be read: the Spark server spark.example:15002 does not answer any more, or has restarted ({detail}).");
    }

    [Fact]
    public void A_server_that_says_nothing_is_given_up()
    {
        var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var client = new ConnectClient(ConnectEndpoint.Parse($"sc://{silent.LocalEndpoint}"), RetryPolicy.Beside, TimeSpan.FromSeconds(1));

        var error = Should.Throw<RpcException>(() => client.SparkVersion(TestContext.Current.CancellationToken));

        error.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        ServerFailure.Explain("The session cannot be started", error, client).Message.ShouldEndWith("did not answer within 1 s.");
        silent.Stop();
    }

    private static SparkEngineException Explain(StatusCode code, string detail, Exception? cause = null)
    {
        using var client = new ConnectClient(ConnectEndpoint.Parse("sc://spark.example"), RetryPolicy.Beside);
        return ServerFailure.Explain("The rows cannot be read", new RpcException(new Status(code, detail, cause)), client);
    }
}
