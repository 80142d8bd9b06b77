using Pipeline.Cli.Bench;

namespace Pipeline.Cli.Tests.Bench;

public sealed class DagTimesTests
{
    [Fact]
    public void What_is_no_task_is_the_schedulers_and_what_is_no_job_is_the_submissions()
    {
        var times = DagTimes.Of(total: 10, tasks: [6, 1.5], job: 5);

        (times.Scheduler, times.Submit, times.Job, times.Task).ShouldBe((2.5, 2.5, 5, 7.5));
    }

    [Fact]
    public void The_median_is_one_run_so_that_its_parts_add_up() =>
        DagTimes.Median([new(9, 1, 2), new(5, 4, 1), new(7, 2, 2)]).ShouldBe(new(7, 2, 2));

    [Fact]
    public void Ratios_are_ours_to_stock_and_absent_without_it()
    {
        var figures = new DagFigures { Runs = 1, Replication = new(1, 0, 0), Analytics = new(1, 0, 0), KafkaStream = new(9, 3, 5), Stock = new(18, 10, 6) };

        (figures.RatioTotal, figures.RatioTask).ShouldBe((0.5, 0.5));
        (figures with { Stock = null }).RatioTotal.ShouldBeNull();
    }
}
