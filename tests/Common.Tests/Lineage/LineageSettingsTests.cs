using Pipeline.Common.Lineage;

namespace Pipeline.Common.Tests.Lineage;

public sealed class LineageSettingsTests
{
    [Theory]
    [InlineData("http://marquez:5000", null, "http://marquez:5000/api/v1/lineage")]
    [InlineData("https://lineage.example/", "/api/v2/events", "https://lineage.example/api/v2/events")]
    [InlineData("file:///tmp/a%20b/lineage.jsonl", "ignored", "/tmp/a b/lineage.jsonl")]
    public void An_address_is_an_endpoint_or_a_file(string url, string? endpoint, string expected)
    {
        var settings = Examples.Settings(("OPENLINEAGE_URL", url), ("OPENLINEAGE_ENDPOINT", endpoint!));

        (settings.Address.IsFile ? settings.Address.LocalPath : settings.Address.AbsoluteUri).ShouldBe(expected);
        settings.Namespace.ShouldBe("pipeline");
        settings.ApiKey.ShouldBeNull();
    }

    [Theory]
    [InlineData("OPENLINEAGE_URL", " ")]
    [InlineData("OPENLINEAGE_DISABLED", "True")]
    public void Without_an_address_or_when_disabled_there_is_nothing(string name, string value) =>
        LineageSettings.Of(Examples.Variables((name, value)), line => line.ShouldBeNull()).ShouldBeNull();

    [Theory]
    [InlineData("marquez:secret")]
    [InlineData("ftp://secret@marquez")]
    [InlineData("file://secret/lineage.jsonl")]
    public void An_address_of_another_kind_is_a_warning_that_does_not_repeat_it(string url)
    {
        List<string> warnings = [];

        LineageSettings.Of(Examples.Variables(("OPENLINEAGE_URL", url)), warnings.Add).ShouldBeNull();

        warnings.ShouldHaveSingleItem().ShouldBe("OPENLINEAGE_URL is none of http://host, https://host, file:///path: this run leaves no OpenLineage events.");
    }

    [Theory]
    [InlineData("airflow/dag.task/01941f29-7c00-7bc1-9c5b-1f6f2a0a4d11", "airflow", "dag.task")]
    [InlineData("http://airflow:8080/prod/dag.task/01941f29-7c00-7bc1-9c5b-1f6f2a0a4d11", "http://airflow:8080/prod", "dag.task")]
    public void A_parent_is_namespace_job_and_run(string text, string @namespace, string job) =>
        Examples.Settings(("OPENLINEAGE_PARENT_ID", text)).Parent.ShouldBe(new ParentRun(@namespace, job, Guid.Parse("01941f29-7c00-7bc1-9c5b-1f6f2a0a4d11")));

    [Theory]
    [InlineData("dag.task/01941f29-7c00-7bc1-9c5b-1f6f2a0a4d11")]
    [InlineData("airflow//01941f29-7c00-7bc1-9c5b-1f6f2a0a4d11")]
    [InlineData("airflow/dag.task/manual__2026")]
    public void A_parent_of_another_form_is_left_out_with_a_warning(string text)
    {
        List<string> warnings = [];

        LineageSettings.Of(Examples.Variables(("OPENLINEAGE_PARENT_ID", text)), warnings.Add)!.Parent.ShouldBeNull();

        warnings.ShouldHaveSingleItem().ShouldContain("namespace/job/run id");
    }
}
