using System.Net.Sockets;
using Npgsql;

namespace Pipeline.Common.Tests;

public sealed class ServerErrorsTests
{
    [Theory]
    [InlineData("42501", ExitCode.CannotConnect, "does not allow it")]
    [InlineData("53100", ExitCode.CannotConnect, "has no room left")]
    [InlineData("55P03", ExitCode.CannotConnect, "gave way (lock timeout)")]
    [InlineData("40001", ExitCode.CannotConnect, "ended a statement or session of the run: some words.")]
    [InlineData("40P01", ExitCode.CannotConnect, "ended a statement")]
    [InlineData("57014", ExitCode.CannotConnect, "ended a statement")]
    [InlineData("25P03", ExitCode.CannotConnect, "ended a statement")]
    [InlineData("25P04", ExitCode.CannotConnect, "ended a statement")]
    [InlineData("57P01", ExitCode.CannotConnect, "was lost or refused")]
    [InlineData("42P01", ExitCode.DataRefused, "vanished")]
    [InlineData("22012", ExitCode.Bug, "SQLSTATE 22012")]
    public void Sorts_errors_of_postgresql_by_state(string state, ExitCode code, string words)
    {
        var known = ServerErrors.Explain(new PostgresException("some words", "ERROR", "ERROR", state)).ShouldNotBeNull();

        known.Code.ShouldBe(code);
        known.Message.ShouldContain(words);
        known.Remedy.ShouldNotBeEmpty();
    }

    /// <summary>By its state alone it is bad input.</summary>
    [Theory]
    [InlineData("ImportSnapshot")]
    [InlineData("SetTransactionSnapshot")]
    public void A_snapshot_that_is_gone_is_a_lost_connection(string routine)
    {
        var known = ServerErrors.Explain(new PostgresException("invalid snapshot identifier: \"00000003-0000001B-1\"", "ERROR", "ERROR", "22023", routine: routine)).ShouldNotBeNull();

        known.Code.ShouldBe(ExitCode.CannotConnect);
        known.Message.ShouldBe("PostgreSQL: the source's snapshot ended during the run, as the connection that held it was lost (invalid snapshot identifier: \"00000003-0000001B-1\").");
    }

    /// <summary>.NET puts it around an IOException.</summary>
    [Fact]
    public void A_file_of_another_user_is_no_lost_connection()
    {
        var denied = new UnauthorizedAccessException("Access to the path '/srv/.pipeline/starting.lock' is denied.", new IOException("Permission denied"));

        var known = ServerErrors.Explain(denied).ShouldNotBeNull();

        known.Code.ShouldBe(ExitCode.CannotConnect);
        known.Message.ShouldBe($"The user {Environment.UserName} may not use a file of the machine: Access to the path '/srv/.pipeline/starting.lock' is denied.");
    }

    [Fact]
    public void Looks_through_wrappers() =>
        ServerErrors.Explain(new InvalidOperationException("x", new AggregateException(new SocketException(111))))!.Code.ShouldBe(ExitCode.CannotConnect);

    [Theory]
    [InlineData("StandardPayloadHandler", true)]
    [InlineData("System.Net.Sockets.NetworkStream", true)]
    [InlineData("System.Threading.CancellationTokenSource", false)]
    public void A_connection_that_was_closed_under_its_driver_is_a_lost_one(string name, bool isLost) =>
        (ServerErrors.Explain(new ObjectDisposedException(name))?.Code == ExitCode.CannotConnect).ShouldBe(isLost);

    [Theory]
    [InlineData("COLUMN_REFUSED", ExitCode.DataRefused)]
    [InlineData("SQL_FAILED", ExitCode.DataRefused)]
    [InlineData("SQL_DATA_FAILED", ExitCode.DataRefused)]
    [InlineData("NO_ROOM", ExitCode.CannotConnect)]
    [InlineData("WRITE_MODE_REFUSED", ExitCode.Bug)]
    public void Sorts_errors_of_an_engine_by_their_class(string errorClass, ExitCode code) =>
        ServerErrors.Explain(new InvalidOperationException("what") { Data = { ["ErrorClass"] = errorClass, ["Remedy"] = "do this" } })!.Code.ShouldBe(code);

    [Fact]
    public void Leaves_the_unknown_alone() => ServerErrors.Explain(new InvalidOperationException("x")).ShouldBeNull();

    [Fact]
    public void An_error_is_one_line() => ServerErrors.FirstLine("one\ntwo").ShouldBe("one");
}
