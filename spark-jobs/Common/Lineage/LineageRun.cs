using Pipeline.Common.Runs;

namespace Pipeline.Common.Lineage;

/// <summary>Tells OpenLineage of one attempt: that it began, what it reads and writes, how it ended.</summary>
public sealed class LineageRun
{
    private readonly LineageSender _sender;
    private readonly RunEvents _events;
    private readonly Dictionary<(string, string), Dataset> _outputs = [];

    private LineageRun(LineageSender sender, RunEvents events)
    {
        _sender = sender;
        _events = events;
    }

    /// <summary>Sends ABORT for the attempts that were killed before they could, and START.</summary>
    /// <param name="sender">What sends events; null where none are asked for.</param>
    /// <param name="job">The job's name among OpenLineage's jobs.</param>
    /// <param name="run">The attempt.</param>
    /// <param name="engine">What executes it: name and version, or the version of a Spark.</param>
    /// <param name="abandoned">Earlier attempts that nobody closed.</param>
    /// <param name="datasets">What is to be written, as far as it is known by now; as <see cref="Writes"/> takes it.</param>
    /// <returns>Null where no events are asked for.</returns>
    public static LineageRun? Begin(
        LineageSender? sender, string job, RunIdentity run, string engine, IEnumerable<AbandonedAttempt>? abandoned = null, IEnumerable<Dataset>? datasets = null)
    {
        if (sender is null)
            return null;
        var lineage = new LineageRun(sender, new RunEvents(sender.Settings, job, run, engine));
        sender.Try(() =>
        {
            // Who started them is not known any more: it is not who started this one.
            var settings = sender.Settings with { Parent = null };
            foreach (var attempt in abandoned ?? [])
                sender.Send(new RunEvents(settings, job, attempt.Run, attempt.Engine).Abort(DateTimeOffset.UtcNow, []));
        });
        lineage.Writes(datasets ?? []);
        sender.Try(() => sender.Send(lineage._events.Start(DateTimeOffset.UtcNow, lineage._outputs.Values)));
        return lineage;
    }

    /// <summary>Notes what is to be written, each with what it is made of; once more with its rows when they are known.</summary>
    /// <param name="datasets">Best made while they are enumerated: one that cannot be named then costs a warning, not the run.</param>
    public void Writes(IEnumerable<Dataset> datasets) => _sender.Try(() =>
    {
        foreach (var dataset in datasets)
            _outputs[(dataset.Namespace, dataset.Name)] = dataset;
    });

    /// <summary>Sends COMPLETE.</summary>
    public void Completed() => _sender.Try(() => _sender.Send(_events.Complete(DateTimeOffset.UtcNow, _outputs.Values)));

    /// <summary>Sends FAIL with the two lines of the error; ABORT where the run was asked to stop.</summary>
    public void Failed(Exception error, bool stopped) => _sender.Try(() => _sender.Send(stopped
        ? _events.Abort(DateTimeOffset.UtcNow, _outputs.Values)
        : _events.Fail(DateTimeOffset.UtcNow, _outputs.Values, error)));
}
