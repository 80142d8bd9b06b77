using System.Diagnostics;
using System.Globalization;

namespace Pipeline.Common;

/// <summary>Progress as lines: one when a row ends, and one every ten seconds in between.</summary>
internal sealed class PlainProgressBoard(JobOutput output) : ProgressBoard
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public override ProgressRow Add(string name, long total) => new Row(output, name, total);

    private sealed class Row(JobOutput output, string name, long total) : ProgressRow
    {
        private readonly long _began = Stopwatch.GetTimestamp();
        private readonly Lock _gate = new();
        private TimeSpan _nextLine = Interval;

        public override void MoveTo(long rows)
        {
            lock (_gate)
            {
                var elapsed = Stopwatch.GetElapsedTime(_began);
                if (elapsed < _nextLine)
                    return;
                _nextLine = elapsed + Interval;
                var rate = rows / elapsed.TotalSeconds;
                output.Line(rate > 0
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name}: {rows:N0} of about {total:N0} rows, {rate:N0} rows/s, {ClockText.Of(Math.Max(0, total - rows) / rate)} left")
                    : string.Create(CultureInfo.InvariantCulture, $"{name}: no row of about {total:N0} yet, after {ClockText.Of(elapsed.TotalSeconds)}"));
            }
        }

        public override void Stage(string stage)
        {
        }

        public override void Done(long rows, string note, TimeSpan? took = null)
        {
            var seconds = (took ?? Stopwatch.GetElapsedTime(_began)).TotalSeconds;
            output.Line(string.Create(CultureInfo.InvariantCulture, $"{name}: {Counted.Of(rows, "row")} in {seconds:N1} s, {note}"));
        }
    }
}
