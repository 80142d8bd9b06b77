namespace Pipeline.Common.Lineage;

/// <summary>Where OpenLineage events go, by the variables that OpenLineage's own clients read.</summary>
public sealed record LineageSettings
{
    private const string Url = "OPENLINEAGE_URL";

    private LineageSettings(Uri address) => Address = address;

    /// <summary>What events are posted to, or the file they are appended to.</summary>
    public Uri Address { get; }

    /// <summary>The namespace of the jobs.</summary>
    public required string Namespace { get; init; }

    /// <summary>In clear: goes into the header of a request only.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The run that started this one, such as Airflow's task, or null.</summary>
    public ParentRun? Parent { get; init; }

    /// <summary>The address without user, password and query, which may be secrets.</summary>
    public string Place => Address.IsFile ? Address.LocalPath : Address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>Reads the environment.</summary>
    /// <param name="environment">Gives a variable's value, or null.</param>
    /// <param name="warn">Takes one line about a variable that is not understood: a run does not fail for its lineage.</param>
    /// <returns>Null where no events are asked for.</returns>
    public static LineageSettings? Of(Func<string, string?> environment, Action<string> warn)
    {
        var url = environment(Url)?.Trim();
        if (string.IsNullOrEmpty(url) || string.Equals(environment("OPENLINEAGE_DISABLED")?.Trim(), "true", StringComparison.OrdinalIgnoreCase))
            return null;
        if (AddressOf(url, Given(environment, "OPENLINEAGE_ENDPOINT") ?? "api/v1/lineage") is not { } address)
        {
            warn($"{Url} is none of http://host, https://host, file:///path: this run leaves no OpenLineage events.");
            return null;
        }

        var parent = Given(environment, ParentRun.Variable);
        var settings = new LineageSettings(address)
        {
            Namespace = Given(environment, "OPENLINEAGE_NAMESPACE") ?? "pipeline",
            ApiKey = Given(environment, "OPENLINEAGE_API_KEY"),
            Parent = parent is null ? null : ParentRun.Parse(parent),
        };
        if (parent is not null && settings.Parent is null)
            warn($"{ParentRun.Variable} is not of the form namespace/job/run id: OpenLineage events name no parent.");
        return settings;
    }

    /// <summary>Without the key.</summary>
    public override string ToString() => $"{Namespace} to {Place}";

    private static string? Given(Func<string, string?> environment, string name) => environment(name)?.Trim() is { Length: > 0 } value ? value : null;

    private static Uri? AddressOf(string url, string endpoint) => Uri.TryCreate(url, UriKind.Absolute, out var given) switch
    {
        true when given is { IsFile: true, IsUnc: false } => given,
        true when given is { Scheme: "http" or "https" } && Uri.TryCreate(given, endpoint, out var whole) => whole,
        _ => null,
    };
}
