namespace Pipeline.Common.Lineage;

/// <summary>The run that started this one, as Airflow's provider writes it: <c>namespace/job/run id</c>.</summary>
/// <param name="Namespace">The namespace of its job.</param>
/// <param name="Job">Its job, such as <c>dag.task</c>.</param>
/// <param name="RunId">Its UUID.</param>
public sealed record ParentRun(string Namespace, string Job, Guid RunId)
{
    /// <summary>The environment variable that holds it.</summary>
    public const string Variable = "OPENLINEAGE_PARENT_ID";

    /// <summary>Reads it; null where it has another form. A namespace may hold slashes.</summary>
    public static ParentRun? Parse(string text)
    {
        var run = text.LastIndexOf('/');
        var job = run > 0 ? text.LastIndexOf('/', run - 1) : -1;
        return job > 0 && run > job + 1 && Guid.TryParseExact(text[(run + 1)..], "D", out var id) ? new(text[..job], text[(job + 1)..run], id) : null;
    }
}
