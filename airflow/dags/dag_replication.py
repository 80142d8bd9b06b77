"""Replicates the shop's tables from PostgreSQL to MySQL once a day: one snapshot of the source, checksums of both sides compared
before anything is published."""

from __future__ import annotations

from datetime import UTC, datetime

from airflow.sdk import Asset, CronDataIntervalTimetable, Param, dag

from spark_job import RETRIES, given, spark_job

TABLES = ("users", "products", "orders", "orderdetails")


@dag(
    doc_md=__doc__,
    schedule=CronDataIntervalTimetable("@daily", timezone="UTC"),
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    default_args=RETRIES,
    tags=["shop", "replication"],
    params={
        "tables": Param(
            [f"public.{table}" for table in TABLES], type="array", items={"type": "string"},
            description="Which tables, as schema.name with * for any characters.",
        ),
        "allow_shrink": Param(False, type="boolean", description="Publish a table that lost more than half of its rows."),
        "allow_empty": Param(False, type="boolean", description="Publish a table that had rows and now has none."),
    },
)
def dag_replication() -> None:
    spark_job(
        "replicate",
        "Replication",
        [
            "--tables={{ params.tables | join(',') }}",
            given("params.allow_shrink", "--allow-shrink"),
            given("params.allow_empty", "--allow-empty"),
        ],
        postgres="postgres_default",
        mysql="mysql_default",
        outlets=[Asset(f"mysql_replica_{table}") for table in TABLES],
    )


dag_replication()
