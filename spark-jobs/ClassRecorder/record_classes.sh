#!/usr/bin/env bash
# usage: record_classes.sh   (in an image, as root)
# Runs the recorder beside it on a local Spark, whose JVM archives the classes that it loaded: one that starts with the archive needs half the time.
set -Eeuo pipefail

archive=/opt/classes/spark.jsa
install -d "${archive%/*}"
cd /tmp
SPARK_LOCAL_IP=127.0.0.1 spark-submit \
  --master 'local[2]' \
  --driver-memory 512m \
  --driver-java-options "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ArchiveClassesAtExit=$archive -Xlog:disable -Xlog:all=error:stderr -Duser.timezone=UTC -Dlog4j.configurationFile=$SPARK_HOME/log4j2.properties" \
  --conf spark.ui.enabled=true \
  --conf spark.ui.port=0 \
  --conf spark.driver.host=127.0.0.1 \
  --conf spark.pyspark.driver.python=dotnet \
  --class org.apache.spark.deploy.PythonRunner \
  spark-internal "$(dirname "$(readlink -f "$0")")/Pipeline.ClassRecorder.dll" ''
test -s "$archive"
rm -rf /tmp/*
