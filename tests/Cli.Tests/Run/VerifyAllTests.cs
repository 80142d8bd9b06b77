using Pipeline.Cli.Run;
using Pipeline.Common;

namespace Pipeline.Cli.Tests.Run;

public sealed class VerifyAllTests
{
    [Theory]
    [InlineData(ExitCode.Done, ExitCode.Done)]
    [InlineData(ExitCode.AttemptAtWork, ExitCode.Done)]
    [InlineData(ExitCode.CannotConnect, ExitCode.AttemptAtWork)]
    [InlineData(ExitCode.Bug, ExitCode.CannotConnect)]
    [InlineData(ExitCode.DataRefused, ExitCode.Bug)]
    [InlineData(ExitCode.ProofFailed, ExitCode.DataRefused)]
    [InlineData(ExitCode.Terminated, ExitCode.ProofFailed)]
    public void The_code_that_most_needs_a_person_is_returned(ExitCode worse, ExitCode better)
    {
        VerifyAll.Worst([worse, better, ExitCode.Done]).ShouldBe(worse);
        VerifyAll.Worst([ExitCode.Done, better, worse]).ShouldBe(worse);
    }

    [Fact]
    public void Each_subject_is_given_its_own_options()
    {
        var options = new VerifyAllOptions { Tables = ["public.a", "b*"], Name = "{table}_copy", OnUnrepresentable = ["a.v=null"], Topic = "other", Json = true };

        options.For(VerifySubject.Replication).ShouldBe(
            ["--compare", "--json", "--tables", "public.a,b*", "--name", "{table}_copy", "--on-unrepresentable", "a.v=null"]);
        options.For(VerifySubject.Analytics).ShouldBe(["--recompute", "--json"]);
        options.For(VerifySubject.Events).ShouldBe(["--verify", "--json", "--topic", "other"]);
        new VerifyAllOptions().For(VerifySubject.Replication).ShouldBe(["--compare"]);
    }
}
