"""What the scheduler sees."""

from __future__ import annotations

import copy
import time
from pathlib import Path
from typing import Any

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from conftest import DAGS

GRAPHS = {
    "dag_replication": {"replicate": {"verify"}, "verify": set()},
    "dag_analytics": {"build": {"check"}, "check": set()},
    "dag_kafka_stream": {"load_events": set()},
}


@pytest.fixture(scope="module")
def bag() -> DagBag:
    return DagBag(str(DAGS))


def test_every_file_loads_and_gives_exactly_its_dag(bag: DagBag) -> None:
    assert bag.import_errors == {}
    assert set(bag.dags) == set(GRAPHS)


@pytest.mark.parametrize("name", GRAPHS)
def test_the_tasks_stand_in_their_order(bag: DagBag, name: str) -> None:
    assert {task.task_id: task.downstream_task_ids for task in bag.dags[name].tasks} == GRAPHS[name]


@pytest.mark.parametrize("name", GRAPHS)
def test_a_dag_says_what_it_does_and_how_it_retries(bag: DagBag, name: str) -> None:
    dag = bag.dags[name]
    assert dag.doc_md and dag.tags and dag.max_active_runs == 1 and not dag.catchup and dag.is_paused_upon_creation is False
    assert all(dag.params.get_param(param).description for param in dag.params)
    for task in dag.tasks:
        assert task.owner == "pipeline" and task.retries == 3 and task.retry_exponential_backoff and task.execution_timeout
        assert task.max_active_tis_per_dag == 1, "a backfill and the day's run would spend their retries on each other"


@pytest.mark.parametrize("name", GRAPHS)
def test_every_task_alerts_when_it_failed_for_good_and_has_the_report_made_anew(bag: DagBag, name: str) -> None:
    for task in bag.dags[name].tasks:
        called = [[one.__name__ for one in when] for when in (task.on_success_callback, task.on_retry_callback, task.on_failure_callback)]
        assert called == [["after_success"], ["after_failure"], ["alert", "after_failure"]]


@pytest.mark.parametrize(("chosen", "words"), [
    ({}, []),
    ({"mode": "full"}, ["--mode=full"]),
    ({"allow_shrink": True, "allow_empty": True, "partitions": 4}, ["--allow-shrink", "--allow-empty", "--partitions=4"]),
])
def test_replication_does_what_a_run_s_form_says(bag: DagBag, chosen: dict[str, Any], words: list[str]) -> None:
    dag = bag.dags["dag_replication"]
    task = copy.copy(dag.get_task("replicate"))

    task.render_template_fields({"run_id": "manual__1", "dag": dag, "params": dag.params.dump() | chosen})

    tables = "--tables=public.users,public.products,public.orders,public.orderdetails"
    assert [word for word in task.application_args if word] == ["--run-id=dag_replication.manual__1", "--lock-wait=900", tables, *words]


def test_fresh_replicas_are_what_analytics_waits_for(bag: DagBag) -> None:
    emitted = {asset.name for asset in bag.dags["dag_replication"].get_task("verify").outlets}

    awaited = {asset.name for asset in bag.dags["dag_analytics"].timetable.asset_condition.objects}

    assert emitted == awaited and len(emitted) == 4


@pytest.mark.parametrize(("tables", "replicas"), [
    (["public.inventory"], []),
    (["public.orders", "users"], ["users", "orders"]),
    (["public.order*,sales.products"], ["orders", "orderdetails"]),
    (["*.users", "public.order?"], ["users"]),
    (["public.*"], ["users", "products", "orders", "orderdetails"]),
    ([], ["users", "products", "orders", "orderdetails"]),
])
def test_only_replicas_of_a_run_s_tables_are_emitted_as_fresh(
    bag: DagBag, monkeypatch: pytest.MonkeyPatch, tables: list[str], replicas: list[str],
) -> None:
    monkeypatch.setattr(SparkSubmitOperator, "execute", lambda *_: None)
    monkeypatch.setattr("spark_job.secrets", lambda *_: {})
    task = copy.copy(bag.dags["dag_replication"].get_task("verify"))

    task.execute({"params": {"tables": tables}})

    assert [asset.name for asset in task.outlets] == [f"mysql_replica_{table}" for table in replicas]


def test_a_second_look_at_all_dags_takes_under_a_second(bag: DagBag) -> None:
    began = time.perf_counter()

    DagBag(str(DAGS))

    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("file", sorted(DAGS.glob("dag_*.py")), ids=lambda file: file.name)
def test_a_dag_is_short(file: Path) -> None:
    assert len(file.read_text().splitlines()) < 80
