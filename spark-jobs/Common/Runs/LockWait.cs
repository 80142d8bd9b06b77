using System.Globalization;

namespace Pipeline.Common.Runs;

/// <summary>Takes the lock of a job: at once, or as soon as the attempt that holds it ends.</summary>
public static class LockWait
{
    /// <summary>Takes it.</summary>
    /// <param name="patience">How long to wait; zero does not.</param>
    /// <param name="tryTake">Takes the lock within some time; false when another attempt held it for all of that.</param>
    /// <param name="atWork">Says which attempt holds it.</param>
    /// <param name="output">Is told of a wait.</param>
    /// <exception cref="PipelineException">Another attempt holds it still (exit 75).</exception>
    public static async Task TakeAsync(TimeSpan patience, Func<TimeSpan, Task<bool>> tryTake, Func<Task<PipelineException>> atWork, JobOutput output)
    {
        if (await tryTake(TimeSpan.Zero))
            return;

        if (patience > TimeSpan.Zero)
        {
            var holder = (await atWork()).Message.TrimEnd('.');
            output.Line(string.Create(CultureInfo.InvariantCulture, $"{holder}: waiting up to {patience.TotalSeconds:N0} s for its end."));
            if (await tryTake(patience))
                return;
        }
        throw await atWork();
    }
}
