using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Bench;

/// <summary>
/// Spark as it ships, beside ours: a spark-submit without our JVMs' options, on the same jars and the same cluster. Airflow allows the name
/// spark3-submit for another spark-submit, so one word of its connection chooses.
/// </summary>
/// <param name="folder">Where its script and settings go.</param>
internal sealed class StockSpark(string folder)
{
    public const string Ours = "spark-submit";
    public const string Stock = "spark3-submit";

    // What the cluster cannot do without; all else is Spark's default.
    private static readonly string[] Kept =
    [
        "spark.authenticate", "spark.authenticate.secret", "spark.driver.host", "spark.driver.bindAddress", "spark.local.dir", "spark.sql.redaction.string.regex", "spark.ui.port",
    ];

    private string Settings => Path.Combine(folder, "stock.conf");

    /// <summary>Makes them. The script does what Spark's own spark-submit and spark-class do.</summary>
    public void Lay(string ourSettings)
    {
        Directory.CreateDirectory(folder);
        var kept = File.ReadLines(ourSettings).Where(line => Kept.Contains(line[..Math.Max(0, line.IndexOf('='))], StringComparer.Ordinal));
        ServerFolder.WriteSecretly(Settings, System.Text.Encoding.Latin1.GetBytes(string.Concat(kept.Select(line => $"{line}\n"))));
        var script = Path.Combine(folder, Stock);
        File.WriteAllText(script, Script(ourSettings));
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
    }

    private string Script(string ourSettings) => $$"""
        #!/usr/bin/env bash
        java=${JAVA_HOME:+$JAVA_HOME/bin/}java
        words=()
        for word in "$@"; do [[ $word != '{{ourSettings}}' ]] || word='{{Settings}}'; words+=("$word"); done
        launch() { "$java" -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main org.apache.spark.deploy.SparkSubmit "${words[@]}"; printf '%d\0' $?; }
        command=()
        while IFS= read -d '' -r word; do command+=("$word"); done < <(launch)
        last=$((${#command[@]} - 1))
        [[ ${command[last]} == 0 ]] || { printf '%s\n' "${command[@]}" >&2; exit 1; }
        unset 'command[last]'
        while [[ -z ${command[0]//[$'\n\r']/} ]]; do command=("${command[@]:1}"); done
        command[0]=${command[0]##*$'\n'}
        exec "${command[@]}"

        """;
}
