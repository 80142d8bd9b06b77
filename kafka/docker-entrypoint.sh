#!/usr/bin/env bash
# usage: docker-entrypoint.sh kafka | zookeeper | health
# kafka: the broker, and beside it the generator of events, which makes the topic and goes on; when the broker ends, both do.
set -Eeuo pipefail

java=(java -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true -Dlog4j.configuration=file:/opt/kafka/log4j.properties -cp '/opt/kafka/jars/*')

# usage: zookeeper   (becomes the server)
zookeeper() {
  cat >/tmp/zookeeper.properties <<'SETTINGS'
dataDir=/var/lib/zookeeper
clientPort=2181
maxClientCnxns=0
admin.enableServer=false
4lw.commands.whitelist=ruok
autopurge.snapRetainCount=3
autopurge.purgeInterval=24
SETTINGS
  exec "${java[@]}" -Xms32m -Xmx64m -XX:+UseSerialGC -Dzookeeper.jmx.log4j.disable=true \
    org.apache.zookeeper.server.quorum.QuorumPeerMain /tmp/zookeeper.properties
}

# usage: events   (a new seed at each start, so that what starts again does not repeat itself)
events() {
  while true; do
    /opt/kafka/generator/Pipeline.EventGenerator --topic my_topic --bootstrap-servers 127.0.0.1:9093 --start now --seed "$(date +%s)" \
      --rate "${EVENTS_PER_SECOND:-5}" --bad-every 500 --bad-kinds NotJson,MissingField,ImpossibleDate || true
    sleep 5
  done
}

# usage: kafka   (9092 for containers, 9093 for the machine)
kafka() {
  "${java[@]}" -Xms128m -Xmx256m -XX:+UseSerialGC kafka.Kafka /opt/kafka/server.properties \
    --override listeners=INSIDE://:9092,OUTSIDE://:9093 \
    --override advertised.listeners=INSIDE://kafka:9092,OUTSIDE://127.0.0.1:9093 \
    --override zookeeper.connect=zookeeper:2181 &
  local broker=$! code=0
  events &
  local generator=$!
  trap 'kill -TERM "$broker"' TERM INT
  # The first wait ends when a signal comes, the second when the broker has written all it holds.
  wait "$broker" || code=$?
  trap - TERM INT
  wait "$broker" 2>/dev/null || code=$?
  kill -TERM -- "$generator" 2>/dev/null || true
  exit "$code"
}

# usage: health   (both listeners answer, and the generator, which makes the topic, has done so)
health() {
  exec 3<>/dev/tcp/127.0.0.1/9092 4<>/dev/tcp/127.0.0.1/9093
  [[ -d /var/lib/kafka/data/my_topic-0 ]]
}

case ${1:-} in
  kafka | zookeeper | health) "$1" ;;
  *)
    printf 'error: There is no server %s here.\n  Start it as kafka or as zookeeper.\n' "${1:-}" >&2
    exit 2
    ;;
esac
