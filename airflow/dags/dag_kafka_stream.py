"""Brings new events from Kafka into PostgreSQL every five minutes, each offset stored exactly once, whatever was retried."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from airflow.sdk import Asset, CronTriggerTimetable, Param, dag

from spark_job import DEFAULTS, ENGINE, given, spark_job


@dag(
    doc_md=__doc__,
    schedule=CronTriggerTimetable("*/5 * * * *", timezone="UTC"),
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    default_args=DEFAULTS | {"execution_timeout": timedelta(minutes=30)},
    tags=["events"],
    params={
        "topic": Param("my_topic", type="string", minLength=1, description="The topic to read."),
        "max_offsets": Param(
            None, type=["null", "integer"], minimum=1,
            description="Read at most this many offsets; none for all there are.",
        ),
        "accept_loss": Param(False, type="boolean", description="Go on where Kafka has deleted messages that were not read; they are recorded as a gap."),
        **ENGINE,
    },
)
def dag_kafka_stream() -> None:
    spark_job(
        "load_events",
        "KafkaToPostgres",
        [
            "--topic={{ params.topic }}",
            given("params.max_offsets", "--max-offsets={{ params.max_offsets }}"),
            given("params.accept_loss", "--accept-loss"),
        ],
        postgres="postgres_default",
        kafka="kafka_default",
        outlets=[Asset("postgres_kafka_events")],
    )


dag_kafka_stream()
