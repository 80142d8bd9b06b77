using System.Text.RegularExpressions;
using Pipeline.Cli;
using Pipeline.Cli.Airflow;
using Pipeline.Cli.Stack;
using Pipeline.Common;

namespace Pipeline.Compose.Tests;

/// <summary>Airflow is set alike in both stacks, save for where it stands, its secrets, and how much the machine carries.</summary>
public sealed class AirflowSettingsTests : IDisposable
{
    private static readonly string[] OfTheImage =
        ["API__HOST", "API__PORT", "CORE__DAGS_FOLDER", "CORE__PLUGINS_FOLDER", "LOGGING__BASE_LOG_FOLDER"];

    private static readonly string[] OfThePlace = ["API__BASE_URL", "CORE__EXECUTION_API_SERVER_URL", "CORE__PARALLELISM"];

    private readonly string _home = Directory.CreateTempSubdirectory("pipeline-settings-").FullName;

    [Fact]
    public void What_the_stack_without_containers_sets_the_containers_set_too()
    {
        var native = Native();
        var containers = Containers();

        native.Count.ShouldBeGreaterThan(15);
        native.Keys.Except(OfTheImage, StringComparer.Ordinal).ShouldBeSubsetOf(containers.Keys.Select(key => Regex.Replace(key, "_CMD$", "", RegexOptions.None, TimeSpan.FromSeconds(1))));
        foreach (var (key, value) in native.Where(setting => !OfThePlace.Contains(setting.Key, StringComparer.Ordinal) && containers.ContainsKey(setting.Key)))
            containers[key].ShouldBe(value, key);
    }

    [Fact]
    public void Where_lineage_goes_to_a_file_Airflow_itself_sends_none()
    {
        Text(sendsLineage: true).ShouldNotContain("[openlineage]");

        Text(sendsLineage: false).ShouldEndWith("\n\n[openlineage]\ndisabled = True\n");
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    /// <summary>SECTION__KEY and its value.</summary>
    private Dictionary<string, string> Native()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        var section = "";
        foreach (var line in Text(sendsLineage: true).Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith('['))
                section = line.Trim('[', ']');
            else if (line.Split(" = ", 2) is [var key, var value])
                settings.Add($"{section}__{key}".ToUpperInvariant(), value);
        }

        return settings;
    }

    private string Text(bool sendsLineage)
    {
        var metadata = DatabaseUrl.Parse("METADATA", "postgres://airflow:secret@127.0.0.1:5432/airflow", 5432, "postgres");
        return new AirflowSettings("/checkout/airflow", new AirflowHome("/home"), metadata, 8080, sendsLineage).Text(new StackFolder(new ProjectFolder(Docker.Root, _home)));
    }

    private static Dictionary<string, string> Containers() =>
        Regex.Matches(
            File.ReadAllText(Path.Combine(Docker.Root, "docker-compose.yml")),
            "^ +AIRFLOW__(?<key>[A-Z_]+): \"?(?<value>[^\"#\n]*[^\"# \n])",
            RegexOptions.Multiline | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1))
        .ToDictionary(match => match.Groups["key"].Value, match => match.Groups["value"].Value, StringComparer.Ordinal);
}
