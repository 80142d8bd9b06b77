using Pipeline.Cli.Bench;

namespace Pipeline.Cli.Tests.Bench;

public sealed class FirstQueryTests
{
    [Fact]
    public void The_time_of_the_first_query_is_read_from_the_result_behind_what_a_library_prints() =>
        FirstQueryBench.FirstQuery("[Info] {starting}\n{\n  \"engine\": \"4.0.4\",\n  \"first_query\": \"2026-03-29T02:30:00.5+00:00\"\n}\n")
            .ShouldBe(new DateTimeOffset(2026, 3, 29, 2, 30, 0, 500, TimeSpan.Zero));

    [Fact]
    public void The_ratio_is_that_of_the_medians() =>
        FirstQueryFigures.Of(plain: [8, 100, 9], ours: [3, 4.5, 50]).ShouldBe(new FirstQueryFigures(Runs: 3, PlainSeconds: 9, OursSeconds: 4.5, Ratio: 0.5));
}
