"""How a job is submitted, seen from a spark-submit that only writes down what it was given."""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk import Param  # noqa: F401  (loads the task SDK before the factory)
from airflow.sdk.exceptions import AirflowException, AirflowFailException
from spark_job import failure, given, spark_job, submission

PASSWORD = "p@ss:w/rd"
FAKE = """#!/usr/bin/env python3
import json, os, sys
seen = {name: os.environ.get(name) for name in ("POSTGRES_URL", "MYSQL_URL", "KAFKA_BOOTSTRAP_SERVERS", "OPENLINEAGE_PARENT_ID")}
json.dump({"argv": sys.argv[1:], "env": seen}, open(os.environ["SEEN"], "w"))
sys.exit(int(os.environ["EXIT"]))
"""


@pytest.fixture
def seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    fake = tmp_path / "spark-submit"
    fake.write_text(FAKE)
    fake.chmod(0o755)
    server = {"host": "db", "login": "u", "password": PASSWORD, "schema": "shop"}
    connections = {
        "POSTGRES": server | {"conn_type": "postgres", "port": 5432},
        "MYSQL": server | {"conn_type": "mysql", "port": 3306},
        "SPARK": {"conn_type": "spark", "host": "spark://master", "port": 7077, "extra": {"deploy-mode": "client"}},
        "KAFKA": {"conn_type": "kafka", "extra": {"bootstrap.servers": "broker:9092"}},
    }
    for name, connection in connections.items():
        monkeypatch.setenv(f"AIRFLOW_CONN_{name}_DEFAULT", json.dumps(connection))
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("SEEN", str(tmp_path / "seen.json"))
    monkeypatch.setenv("EXIT", "0")
    return tmp_path / "seen.json"


def submit(*args: str, chosen: dict[str, Any] | None = None, **connections: str) -> Any:
    task = spark_job("replicate", "Replication", args, **connections)
    params = {"shrink": False, "cores": None, "executor_memory": None} | (chosen or {})
    task.render_template_fields({"run_id": "manual__1", "dag": SimpleNamespace(dag_id="dag_replication"), "params": params})
    run = SimpleNamespace(logical_date=datetime(2026, 1, 31, tzinfo=UTC))
    task.execute({"ti": SimpleNamespace(
        dag_id="dag_replication", task_id="replicate", try_number=1, map_index=-1, get_template_context=lambda: {"dag_run": run})})
    return task


def test_engines_start_a_dotnet_driver_by_the_python_runner(seen: Path) -> None:
    submit("--tables=public.users", given("params.shrink", "--allow-shrink"))

    argv = json.loads(seen.read_text())["argv"]
    assert argv[:2] == ["--master", "spark://master:7077"]
    assert argv[argv.index("--class") + 1] == "org.apache.spark.deploy.PythonRunner"
    assert "spark.pyspark.driver.python=dotnet" in argv
    assert argv[argv.index("spark-internal"):] == [
        "spark-internal", "/jobs/Replication/Pipeline.Replication.dll", "", "--run-id=dag_replication.manual__1", "--lock-wait=900", "--tables=public.users",
    ]


def test_microsoft_starts_the_job_by_its_bridge(seen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPARK_BINDING", "microsoft")

    submit()

    argv = json.loads(seen.read_text())["argv"]
    assert argv[argv.index("--class") + 1] == "org.apache.spark.deploy.dotnet.DotnetRunner"
    assert argv[-5:] == [
        "/jobs/Replication/microsoft-spark-4-0_2.13-2.4.0.jar", "dotnet", "/jobs/Replication/Pipeline.Replication.dll",
        "--run-id=dag_replication.manual__1", "--lock-wait=900",
    ]


def test_another_binding_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="SPARK_BINDING is worker. Set it to engines or microsoft."):
        submission("worker", "/jobs", "Job")


def test_secrets_go_by_environment_alone(seen: Path) -> None:
    task = submit(postgres="postgres_default", mysql="mysql_default", kafka="kafka_default")

    given_to_spark = json.loads(seen.read_text())
    assert given_to_spark["env"] == {
        "POSTGRES_URL": "postgres://u:p%40ss%3Aw%2Frd@db:5432/shop",
        "MYSQL_URL": "mysql://u:p%40ss%3Aw%2Frd@db:3306/shop",
        "KAFKA_BOOTSTRAP_SERVERS": "broker:9092",
        "OPENLINEAGE_PARENT_ID": None,
    }
    assert not any("rd@" in word or PASSWORD in word for word in given_to_spark["argv"])
    fresh = spark_job("replicate", "Replication", [], postgres="postgres_default")
    assert not fresh.env_vars and "env_vars" in task.template_fields


def test_what_a_connection_says_of_encryption_goes_with_its_address(seen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = json.loads(os.environ["AIRFLOW_CONN_POSTGRES_DEFAULT"])
    tls = {"sslmode": "verify-full", "sslrootcert": "/etc/ca & co.pem", "keepalives": "1"}
    monkeypatch.setenv("AIRFLOW_CONN_POSTGRES_DEFAULT", json.dumps(server | {"extra": tls}))

    submit(postgres="postgres_default")

    address = json.loads(seen.read_text())["env"]["POSTGRES_URL"]
    assert address == "postgres://u:p%40ss%3Aw%2Frd@db:5432/shop?sslmode=verify-full&sslrootcert=%2Fetc%2Fca%20%26%20co.pem"


def test_a_broker_that_wants_a_login_is_refused_by_the_settings_names(seen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extra = {"bootstrap.servers": "broker:9093", "security.protocol": "sasl_ssl", "sasl.password": PASSWORD}
    monkeypatch.setenv("AIRFLOW_CONN_KAFKA_DEFAULT", json.dumps({"conn_type": "kafka", "extra": extra}))

    with pytest.raises(AirflowFailException, match="kafka_default sets sasl.password, security.protocol, and") as refused:
        submit(kafka="kafka_default")

    assert not seen.exists() and PASSWORD not in str(refused.value)


def test_the_task_is_the_parent_of_the_jobs_lineage(seen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENLINEAGE_URL", "file:///dev/null")

    submit()

    parent = json.loads(seen.read_text())["env"]["OPENLINEAGE_PARENT_ID"]
    assert re.fullmatch(r"[^/]+/dag_replication\.replicate/[0-9a-f-]{36}", parent)


@pytest.mark.parametrize("code", ["2", "4", "5"])
def test_what_no_retry_can_mend_fails_at_once(seen: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setenv("EXIT", code)

    with pytest.raises(AirflowFailException, match=f"exit code {code}"):
        submit()


@pytest.mark.parametrize("code", ["1", "3", "75", "137"])
def test_what_may_pass_is_left_to_the_retries(seen: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setenv("EXIT", code)

    with pytest.raises(AirflowException) as failure:
        submit()

    assert not isinstance(failure.value, AirflowFailException)


@pytest.mark.parametrize("binding", ["engines", "microsoft"])
def test_what_is_chosen_of_the_engine_is_in_its_conf(seen: Path, monkeypatch: pytest.MonkeyPatch, binding: str) -> None:
    monkeypatch.setenv("SPARK_BINDING", binding)

    submit(chosen={"cores": 1, "executor_memory": "2g"})
    chosen = json.loads(seen.read_text())["argv"]
    submit()
    default = json.loads(seen.read_text())["argv"]

    assert "spark.cores.max=1" in chosen and "spark.executor.memory=2g" in chosen
    assert not any(word.startswith(("spark.cores.max", "spark.executor.memory")) for word in default)


def test_an_executor_for_which_no_worker_has_room_is_refused(seen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPARK_WORKER_MEMORY", "512m")

    submit(chosen={"cores": 1, "executor_memory": "512m"})
    submit()
    seen.unlink()
    with pytest.raises(AirflowFailException, match="executor_memory is 1g, but a worker of Spark has 512m"):
        submit(chosen={"cores": 1, "executor_memory": "1g"})
    assert not seen.exists()


@pytest.mark.parametrize("code", ["-9", "137"])
def test_a_job_that_was_killed_says_so_and_is_tried_again(code: str) -> None:
    error = failure("replicate", f"Cannot execute: spark-submit …. Error code is: {code}.")

    assert str(error).splitlines()[:2] == [
        f"replicate ended with exit code {code}.", "It was killed by signal 9 (SIGKILL), as a machine or a container without memory left does."]
    assert not isinstance(error, AirflowFailException)


def test_a_failure_says_what_the_job_said() -> None:
    said = "Cannot execute: spark-submit …. Error code is: 4.\nLast output:\nWARNING: Using incubator modules\nerror: 3 values\n  Give --x.\n"

    assert str(failure("replicate", said)) == "replicate ended with exit code 4, refused data.\n3 values\nGive --x."
