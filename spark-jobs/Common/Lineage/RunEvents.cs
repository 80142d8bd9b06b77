using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Common.Runs;

namespace Pipeline.Common.Lineage;

/// <summary>The events of one attempt as OpenLineage's RunEvent 2-0-2 wants them.</summary>
internal sealed class RunEvents(LineageSettings settings, string job, RunIdentity run, string engine)
{
    public JsonObject Start(DateTimeOffset at, IEnumerable<Dataset> outputs) => Event("START", at, outputs);

    public JsonObject Complete(DateTimeOffset at, IEnumerable<Dataset> outputs) => Event("COMPLETE", at, outputs);

    public JsonObject Abort(DateTimeOffset at, IEnumerable<Dataset> outputs) => Event("ABORT", at, Unwritten(outputs));

    public JsonObject Fail(DateTimeOffset at, IEnumerable<Dataset> outputs, Exception error) => Event("FAIL", at, Unwritten(outputs), error);

    private static IEnumerable<Dataset> Unwritten(IEnumerable<Dataset> outputs) => outputs.Select(output => output with { Rows = null });

    private JsonObject Event(string type, DateTimeOffset at, IEnumerable<Dataset> outputs, Exception? error = null)
    {
        List<Dataset> written = [.. outputs];
        return new()
        {
            ["eventType"] = type,
            ["eventTime"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            ["run"] = new JsonObject { ["runId"] = RunUuid.Of(settings.Namespace, job, run).ToString(), ["facets"] = RunFacets(error) },
            ["job"] = new JsonObject { ["namespace"] = settings.Namespace, ["name"] = job },
            ["inputs"] = new JsonArray([.. written.SelectMany(w => w.MadeOf).DistinctBy(d => (d.Namespace, d.Name)).Select(DatasetJson.Input)]),
            ["outputs"] = new JsonArray([.. written.Select(DatasetJson.Output)]),
            ["producer"] = Facet.Producer,
            ["schemaURL"] = Facet.RunEvent,
        };
    }

    private JsonObject RunFacets(Exception? error)
    {
        var (name, version) = engine.Split(' ', 2) is [var engineName, var number] ? (engineName, number) : ("Spark", engine);
        var facets = new JsonObject
        {
            ["processing_engine"] = Facet.Of("1-1-1/ProcessingEngineRunFacet", new() { ["name"] = name, ["version"] = version }),
            ["pipeline_run"] = Facet.OfOurOwn(new() { ["runId"] = run.RunId, ["attempt"] = run.Attempt }),
        };
        if (settings.Parent is { } parent)
        {
            facets["parent"] = Facet.Of("1-2-0/ParentRunFacet", new()
            {
                ["run"] = new JsonObject { ["runId"] = parent.RunId.ToString() },
                ["job"] = new JsonObject { ["namespace"] = parent.Namespace, ["name"] = parent.Job },
            });
        }
        if (error is not null)
        {
            var told = ServerErrors.ExplainAny(run.Job, error);
            facets["errorMessage"] = Facet.Of("1-0-1/ErrorMessageRunFacet", new() { ["message"] = $"{told.Message}\n{told.Remedy}", ["programmingLanguage"] = "C#" });
        }
        return facets;
    }
}
