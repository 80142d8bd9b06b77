namespace Pipeline.Cli.Spark.Internal;

/// <summary>The few files of a SPARK_HOME that are not jars.</summary>
internal static class SparkScripts
{
    public const string SparkSubmit = """
        #!/usr/bin/env bash
        # usage: spark-submit [OPTION...] APPLICATION [ARGUMENT...]
        set -Eeuo pipefail
        exec "$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)/spark-class" org.apache.spark.deploy.SparkSubmit "$@"

        """;

    public const string SparkClass = """
        #!/usr/bin/env bash
        # usage: spark-class CLASS [ARGUMENT...]   Spark's launcher says what to run, NUL between the words; its last word is its exit code.
        set -Eeuo pipefail

        home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
        export SPARK_HOME=${SPARK_HOME:-$home}
        export SPARK_SCALA_VERSION=${SPARK_SCALA_VERSION:-2.13}
        java=${JAVA_HOME:+$JAVA_HOME/bin/}java
        command -v "$java" >/dev/null || {
          printf 'error: There is no %s.\n  Type: sudo apt-get install -y openjdk-17-jre-headless   (or set JAVA_HOME to a Java 17).\n' "$java" >&2
          exit 3
        }

        # usage: launch CLASS [ARGUMENT...]
        launch() {
          local code=0
          "$java" -Xmx128m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@" || code=$?
          printf '%d\0' "$code"
        }

        command=()
        while IFS= read -d '' -r word; do command+=("$word"); done < <(launch "$@")
        last=$((${#command[@]} - 1))
        code=${command[last]}
        unset "command[last]"
        if [[ $code != 0 ]]; then
          printf '%s\n' "${command[@]+"${command[@]}"}" >&2
          exit "$code"
        fi
        # The launcher's answer begins with an empty line, kept apart from what a JVM may print before it.
        while [[ ${#command[@]} -gt 0 && -z ${command[0]//[$'\n\r']/} ]]; do command=("${command[@]:1}"); done
        command[0]=${command[0]##*$'\n'}
        exec "${command[@]}"

        """;

    /// <summary>Warnings and errors, on standard error: standard output belongs to the job.</summary>
    public const string Logging = """
        rootLogger.level = warn
        rootLogger.appenderRef.stderr.ref = console
        appender.console.type = Console
        appender.console.name = console
        appender.console.target = SYSTEM_ERR
        appender.console.layout.type = PatternLayout
        appender.console.layout.pattern = %d{yy/MM/dd HH:mm:ss} %p %c{1}: %m%n%ex
        # A machine without Hadoop's native library is the ordinary case.
        logger.native.name = org.apache.hadoop.util.NativeCodeLoader
        logger.native.level = error

        """;
}
