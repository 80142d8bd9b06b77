"""When the report is made anew, seen from a dotnet that only writes down what it was given."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import job_report
import pytest
from job_report import after_failure, after_success

PASSWORD = "p@ss:w/rd"
FAKE = """#!/usr/bin/env python3
import json, os, sys
seen = {name: os.environ.get(name) for name in ("POSTGRES_URL", "MYSQL_URL", "PIPELINE_RUNS")}
json.dump({"argv": sys.argv[1:], "env": seen}, open(os.environ["SEEN"], "w"))
print("12 runs in index.html")
print("error: no such host\\n  Look.", file=sys.stderr)
sys.exit(int(os.environ["EXIT"]))
"""


@pytest.fixture
def seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    fake = tmp_path / "dotnet"
    fake.write_text(FAKE)
    fake.chmod(0o755)
    for name, port in (("POSTGRES", 5432), ("MYSQL", 3306)):
        connection = {"conn_type": name.lower(), "host": "db", "port": port, "login": "u", "password": PASSWORD, "schema": "shop"}
        monkeypatch.setenv(f"AIRFLOW_CONN_{name}_DEFAULT", json.dumps(connection))
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("PIPELINE_RUNS", str(tmp_path / "runs"))
    monkeypatch.setenv("SEEN", str(tmp_path / "seen.json"))
    monkeypatch.setenv("EXIT", "0")
    return tmp_path / "seen.json"


def context(*downstream: str, **more: Any) -> dict[str, Any]:
    return {"task": SimpleNamespace(downstream_task_ids=set(downstream))} | more


def test_the_last_task_of_a_run_makes_it_and_passwords_go_by_environment(seen: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")

    after_success(context())

    given = json.loads(seen.read_text())
    assert given["argv"] == ["/jobs/Cli/Pipeline.Cli.dll", "report"]
    assert given["env"] == {
        "POSTGRES_URL": "postgres://u:p%40ss%3Aw%2Frd@db:5432/shop",
        "MYSQL_URL": "mysql://u:p%40ss%3Aw%2Frd@db:3306/shop",
        "PIPELINE_RUNS": str(seen.parent / "runs"),
    }
    assert "The report was made anew: 12 runs in index.html error: no such host Look." in caplog.text, "what it could not read is said too"


def test_a_task_that_another_follows_leaves_it_to_that_one(seen: Path) -> None:
    after_success(context("verify"))

    assert not seen.exists()


def test_a_failure_makes_it_wherever_it_happens(seen: Path) -> None:
    after_failure(context("verify", exception=ValueError()))

    assert seen.exists()


def test_the_callback_of_a_killed_process_runs_where_it_cannot_be_made(seen: Path) -> None:
    after_failure(context())

    assert not seen.exists()


def test_an_airflow_without_a_place_for_it_makes_none(seen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIPELINE_RUNS")

    after_success(context())

    assert not seen.exists()


def test_a_report_that_fails_is_a_line_in_the_log(seen: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setenv("EXIT", "3")

    after_success(context())

    assert "The report was not made anew: error: no such host Look." in caplog.text


@pytest.mark.parametrize("error", [subprocess.TimeoutExpired(["dotnet"], 40), FileNotFoundError("dotnet")])
def test_a_report_that_takes_too_long_or_cannot_start_fails_nothing(
    seen: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception,
) -> None:
    def run(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(job_report.subprocess, "run", run)

    after_success(context())

    assert "The report was not made anew" in caplog.text
