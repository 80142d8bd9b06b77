namespace Pipeline.Common.Tests;

public sealed class JobContextTests
{
    private static readonly JobContext Stopped = new(new JobOutput(), new CancellationToken(canceled: true)) { StopCode = () => ExitCode.Terminated };

    [Fact]
    public async Task What_fails_after_a_stop_ends_with_the_code_of_its_signal() =>
        (await Stopped.StopBehindAsync(new IOException())).ShouldBe(ExitCode.Terminated);

    [Fact]
    public async Task What_fails_by_itself_is_no_stop() =>
        (await new JobContext(new JobOutput(), CancellationToken.None).StopBehindAsync(new OperationCanceledException())).ShouldBeNull();

    [Theory]
    [InlineData(ExitCode.ProofFailed)]
    [InlineData(ExitCode.Interrupted)]
    [InlineData(ExitCode.Terminated)]
    public async Task A_failed_proof_and_a_stop_told_in_its_own_words_stand_for_themselves(ExitCode code) =>
        (await Stopped.StopBehindAsync(new PipelineException(code, "what", "remedy"))).ShouldBeNull();
}
