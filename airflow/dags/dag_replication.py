"""Replicates the shop's tables from PostgreSQL to MySQL once a day: one snapshot of the source, checksums of both sides compared
before anything is published, and the published replicas compared with that proof. Fresh are then those of the tables that the run was given."""

from __future__ import annotations

from datetime import UTC, datetime

from airflow.sdk import CronDataIntervalTimetable, Param, chain, dag

from replicas import REPLICAS, fresh
from spark_job import DEFAULTS, ENGINE, given, spark_job


@dag(
    doc_md=__doc__,
    schedule=CronDataIntervalTimetable("@daily", timezone="UTC"),
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    default_args=DEFAULTS,
    tags=["shop", "replication"],
    params={
        "tables": Param(
            list(REPLICAS), type="array", items={"type": "string"},
            description="Which tables, as schema.name with * for any characters.",
        ),
        "mode": Param("diff", type="string", enum=["diff", "full"], description="Move the rows that differ, or copy all tables whole."),
        "allow_shrink": Param(False, type="boolean", description="Publish a table that lost more than half of its rows."),
        "allow_empty": Param(False, type="boolean", description="Publish a table that had rows and now has none."),
        "partitions": Param(
            None, type=["null", "integer"], minimum=1, description="Into how many parts each table is read; none for a number by its size.",
        ),
        **ENGINE,
    },
)
def dag_replication() -> None:
    tables = "--tables={{ params.tables | join(',') }}"
    databases = {"postgres": "postgres_default", "mysql": "mysql_default"}
    replicate = spark_job(
        "replicate",
        "Replication",
        [
            tables,
            given("params.mode == 'full'", "--mode=full"),
            given("params.allow_shrink", "--allow-shrink"),
            given("params.allow_empty", "--allow-empty"),
            given("params.partitions", "--partitions={{ params.partitions }}"),
        ],
        **databases,
    )
    verify = spark_job(
        "verify", "Replication", ["--verify", tables], **databases,
        outlets=list(REPLICAS.values()), reached=lambda params: fresh(params["tables"]),
    )
    chain(replicate, verify)


dag_replication()
