"""Makes the report anew after a run: the pages of the menu, and the figures for Prometheus."""

from __future__ import annotations

import logging
import os
import subprocess
from typing import Any

from job_connections import secrets

PROGRAM = "Cli/Pipeline.Cli.dll"
SECONDS = 40  # Seldom more than 2. The stack lets a process live 60 longer than its task (task_success_overtime).

log = logging.getLogger(__name__)


def after_success(context: Any) -> None:
    """An on_success_callback: before the last task of a run there is nothing to show yet."""
    if not context["task"].downstream_task_ids:
        refresh()


def after_failure(context: Any) -> None:
    """An on_retry_callback and on_failure_callback. Those of a killed process are called elsewhere, without its exception: the next run shows it."""
    if context.get("exception") is not None:
        refresh()


def refresh() -> None:
    """`report` of the command line, into PIPELINE_RUNS; where it cannot be made, no task fails for it."""
    if not os.environ.get("PIPELINE_RUNS"):
        return
    program = os.path.join(os.environ.get("PIPELINE_JOBS", "/opt/pipeline/jobs"), PROGRAM)
    environment = os.environ | secrets(postgres="postgres_default", mysql="mysql_default")
    try:
        made = subprocess.run(["dotnet", program, "report"], env=environment, capture_output=True, text=True, timeout=SECONDS, check=False, umask=0o022)
    except (OSError, subprocess.TimeoutExpired) as error:
        log.warning("The report was not made anew: %s", error)
        return
    said = " ".join((made.stderr if made.returncode else made.stdout + made.stderr).split())
    level = logging.WARNING if made.returncode or made.stderr else logging.INFO  # What it could not read, it says there.
    log.log(level, "The report was %s: %s", "not made anew" if made.returncode else "made anew", said)
