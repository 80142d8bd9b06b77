using Confluent.Kafka;
using Pipeline.Common;

namespace Pipeline.Events.Internal;

/// <summary>Looks at an embedded broker while an endless stream runs, and says so when it begins to drop what nobody may have read.</summary>
internal sealed class DropWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Timer _timer;
    private readonly Lock _gate = new();
    private bool _said;
    private bool _over;

    public DropWatch(KeptOffsets kept, IAdminClient admin, long[] began, JobOutput output) =>
        _timer = new Timer(_ => Look(kept, admin, began, output), null, Interval, Interval);

    public void Dispose()
    {
        lock (_gate)
            _over = true;
        _timer.Dispose();
    }

    private void Look(KeptOffsets kept, IAdminClient admin, long[] began, JobOutput output)
    {
        lock (_gate)
        {
            if (_over || _said)
                return;
            try
            {
                var dropped = kept.Begins(admin).Index().Sum(begin => begin.Item - began.ElementAtOrDefault(begin.Index));
                _said = dropped > 0;
            }
            catch (KafkaException)
            {
                return;
            }

            if (_said)
                output.Line("The embedded broker is full: from now on it drops the oldest message for each new one. A job must keep up to read them all.");
        }
    }
}
