"""Builds the sales marts in MySQL whenever all replicas are fresh, and at midnight (UTC) from the replicas as they then stand: that run gives
backfills their days, and the marts are built again when replication has published. A backfill, or a manual run with days, replaces in the
daily mart exactly those days."""

from __future__ import annotations

from datetime import UTC, datetime

from airflow.sdk import Asset, AssetOrTimeSchedule, CronDataIntervalTimetable, Param, chain, dag

from replicas import REPLICAS
from spark_job import DEFAULTS, ENGINE, given, spark_job

MARTS = [Asset(f"mysql_mart_{mart}") for mart in ("user_sales_analytics", "product_sales_analytics", "daily_sales_analytics")]
BY_DATE = "dag_run.run_type == 'backfill'"


@dag(
    doc_md=__doc__,
    schedule=AssetOrTimeSchedule(timetable=CronDataIntervalTimetable("@daily", timezone="UTC"), assets=list(REPLICAS.values())),
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    default_args=DEFAULTS,
    tags=["shop", "analytics"],
    params={
        "marts": Param(
            [], type="array", items={"type": "string"},
            description="Which marts; none for all, or with days for all that are by day.",
        ),
        "since": Param(None, type=["null", "string"], format="date", description="Replace only the days from this one on."),
        "until": Param(None, type=["null", "string"], format="date", description="... to before this one."),
        **ENGINE,
    },
)
def dag_analytics() -> None:
    options = [
        given("params.marts", "--marts={{ params.marts | join(',') }}"),
        given(BY_DATE, "--since={{ data_interval_start | ds }}"),
        given(BY_DATE, "--until={{ data_interval_end | ds }}"),
        given(f"params.since and not {BY_DATE}", "--since={{ params.since }}"),
        given(f"params.until and not {BY_DATE}", "--until={{ params.until }}"),
    ]
    build = spark_job("build", "Analytics", options, mysql="mysql_default")
    check = spark_job("check", "Analytics", ["--check", *options], mysql="mysql_default", outlets=MARTS)
    chain(build, check)


dag_analytics()
