#!/usr/bin/env bash
# usage: record_classes.sh ARCHIVE
# Runs the recorder beside it on a local Spark of SPARK_HOME, whose JVM archives the classes that it loaded: one that starts with the archive needs
# half the time. DOTNET_HOST_PATH says which dotnet runs it, where that is not on the PATH.
set -Eeuo pipefail

archive=$1
options=(
  -XX:TieredStopAtLevel=1
  -XX:+UseSerialGC
  "-XX:ArchiveClassesAtExit=$archive"
  -Xlog:disable
  -Xlog:all=error:stderr
  "-Dlog4j.configurationFile=$SPARK_HOME/log4j2.properties"
)
# Spark splits the options by shell rules: a path with a space or a quote has to pass.
words=("${options[@]//\\/\\\\}")
words=("${words[@]//\"/\\\"}")
printf -v words '"%s" ' "${words[@]}"

SPARK_LOCAL_IP=127.0.0.1 "$SPARK_HOME/bin/spark-submit" \
  --master 'local[2]' \
  --driver-memory 512m \
  --driver-java-options "$words" \
  --conf spark.ui.enabled=true \
  --conf spark.ui.port=0 \
  --conf spark.driver.host=127.0.0.1 \
  --conf "spark.pyspark.driver.python=${DOTNET_HOST_PATH:-dotnet}" \
  --class org.apache.spark.deploy.PythonRunner \
  spark-internal "$(dirname "$(readlink -f "$0")")/Pipeline.ClassRecorder.dll" ''
[[ -s $archive ]] || { printf 'error: Java wrote no class archive to %s: check the disk space\n' "$archive" >&2 && exit 1; }
