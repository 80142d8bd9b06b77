using System.Collections;
using Pipeline.Cli.Servers;

namespace Pipeline.Cli.Airflow;

/// <summary>What of the shell's variables no process of the stack's Airflow may see: each of them would count more than what the stack lays out.</summary>
internal static class ShellVariables
{
    private const string Setting = "AIRFLOW__";
    private const string Here = "127.0.0.1,localhost";

    // Another file of settings; addresses that only tasks with a connection are given; the connections that each start lays.
    private static readonly string[] OfOthers =
    [
        "AIRFLOW_CONFIG", "POSTGRES_URL", "MYSQL_URL", ShopBroker.Variable,
        "AIRFLOW_CONN_POSTGRES_DEFAULT", "AIRFLOW_CONN_MYSQL_DEFAULT", "AIRFLOW_CONN_SPARK_DEFAULT", "AIRFLOW_CONN_KAFKA_DEFAULT",
    ];

    /// <summary>What is to be changed of them: null for what is taken away. A proxy stays the way to the world, and not to this machine.</summary>
    public static IReadOnlyDictionary<string, string?> Mended(IDictionary shell)
    {
        var settings = shell.Keys.Cast<string>().Where(name => name.StartsWith(Setting, StringComparison.Ordinal));
        var mended = OfOthers.Concat(settings).ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        mended["no_proxy"] = mended["NO_PROXY"] = WithoutProxy((shell["no_proxy"] ?? shell["NO_PROXY"]) as string);
        return mended;
    }

    // An asterisk beside other names means nothing to some.
    private static string WithoutProxy(string? given) => given?.Trim() switch
    {
        null or "" => Here,
        "*" => "*",
        { } names => $"{names},{Here}",
    };
}
