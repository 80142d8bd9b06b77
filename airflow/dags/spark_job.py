"""The one factory of Spark tasks: a published C# job, submitted as its binding wants it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import Asset, Param
from airflow.sdk.exceptions import AirflowException, AirflowFailException

from job_alerts import alert
from job_connections import secrets
from job_report import after_failure, after_success

DEFAULTS: dict[str, Any] = {
    "owner": "pipeline", "retries": 3, "retry_delay": timedelta(seconds=30), "retry_exponential_backoff": True,
    "max_retry_delay": timedelta(minutes=10), "execution_timeout": timedelta(hours=2),
    "on_success_callback": after_success, "on_retry_callback": after_failure, "on_failure_callback": [alert, after_failure]}
BRIDGE = "microsoft-spark-4-0_2.13-2.4.0.jar"
KILLED = "It was killed by signal 9 (SIGKILL), as a machine or a container without memory left does.\nSee `dmesg` there; the next try starts clean."
HOPELESS = {"2": "a wrong setting", "4": "refused data", "5": "a failed proof"}
ENGINE: dict[str, Param] = {
    "cores": Param(None, type=["null", "integer"], minimum=1, description="Cores of the cluster for each job; none for those that Spark is set to."),
    "executor_memory": Param(
        None, type=["null", "string"], pattern="^[1-9][0-9]*[mg]$",
        description="Heap of an executor, as 400m or 1g, at most what a worker has; none for what Spark is set to."),
}
# Two DAGs may have runs of one id. The job numbers its attempts itself: a run that is cleared or tested anew begins at try 1 again.
RUN = "--run-id={{ (dag.dag_id ~ '.' ~ run_id)[-200:] }}"
# Tasks of a backfill and of the day's run may want the same tables. They queue, and spend no retries on each other.
PATIENCE = "--lock-wait=900"


def given(condition: str, option: str) -> str:
    """An option that is left out where the condition does not hold."""
    return f"{{% if {condition} %}}{option}{{% endif %}}"


CHOSEN = {
    "spark.cores.max": given("params.cores", "{{ params.cores }}"),
    "spark.executor.memory": given("params.executor_memory", "{{ params.executor_memory }}"),
}


def submission(binding: str, folder: str, assembly: str) -> tuple[dict[str, Any], list[str]]:
    """The operator's arguments, and the words before the job's own."""
    job = f"{folder}/{assembly}.dll"
    if binding == "engines":  # PythonRunner starts what speaks Py4J; the empty word is its list of Python files
        conf = {"spark.pyspark.driver.python": "dotnet"} | CHOSEN
        return {"application": "spark-internal", "java_class": "org.apache.spark.deploy.PythonRunner", "conf": conf}, [job, ""]
    if binding == "microsoft":
        return {"application": f"{folder}/{BRIDGE}", "java_class": "org.apache.spark.deploy.dotnet.DotnetRunner", "conf": CHOSEN}, ["dotnet", job]
    raise ValueError(f"SPARK_BINDING is {binding}. Set it to engines or microsoft.")


Reached = Callable[[Any], Sequence[Asset]]


class SparkJobOperator(SparkSubmitOperator):
    """Submits a job; an exit code that no retry can mend fails the task at once. Of its outlets a run emits those that its params reached."""

    def __init__(
        self, *, head: Sequence[str] = (), connections: dict[str, str | None] | None = None, reached: Reached | None = None, **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.head = list(head)
        self.connections = connections or {}
        self.reached = reached

    def execute(self, context: Any) -> None:
        self.application_args = [*self.head, *(word for word in self.application_args or () if word)]
        self.conf = {name: value for name, value in (self.conf or {}).items() if value}
        require_room(self.conf.get("spark.executor.memory"), os.environ.get("SPARK_WORKER_MEMORY"))
        self.env_vars = secrets(*(self.connections.get(kind) for kind in ("postgres", "mysql", "kafka"))) | parent(context)
        try:
            super().execute(context)
        except AirflowException as error:
            raise failure(self.task_id, str(error)) from None
        if self.reached:
            self.outlets = list(self.reached(context["params"]))


def parent(context: Any) -> dict[str, str]:
    """The task as the parent of the job's own run, where OpenLineage events are asked for."""
    if not os.environ.get("OPENLINEAGE_URL"):
        return {}
    from airflow.providers.openlineage.plugins.macros import lineage_parent_id  # Slow to load, and for most not needed.

    return {"OPENLINEAGE_PARENT_ID": lineage_parent_id(context["ti"])}


def require_room(wanted: str | None, worker: str | None) -> None:
    """A master of Spark never starts an executor larger than its workers: the job would wait, and hold up all others, until its timeout."""
    sizes = [re.fullmatch(r"(\d+)([mg])", text or "") for text in (wanted, worker)]
    have = [int(size[1]) * (1024 if size[2] == "g" else 1) for size in sizes if size]
    if len(have) == 2 and have[0] > have[1]:
        raise AirflowFailException(
            f"executor_memory is {wanted}, but a worker of Spark has {worker}: the job would wait for good.\n"
            f"Trigger it with {worker} or less, or give the workers more.")


def failure(task: str, said: str) -> AirflowException:
    """The job's own two lines instead of the submission's trace; without retries where none can mend it."""
    if not (code := re.search(r"Error code is: (-?\d+)", said)):
        return AirflowException(said)
    why = re.search(r"^error: (.+)\n\s*(.+)", said, re.MULTILINE)
    lines = "\n".join(why.groups()) if why else KILLED if code[1] in {"-9", "137"} else "Its log says what to do."
    hopeless = HOPELESS.get(code[1])
    kind = AirflowFailException if hopeless else AirflowException
    return kind(f"{task} ended with exit code {code[1]}{f', {hopeless}' if hopeless else ''}.\n{lines}")


def spark_job(
    task_id: str, assembly: str, args: Sequence[str], *, outlets: Sequence[Asset] = (), reached: Reached | None = None, **connections: str | None,
) -> SparkJobOperator:
    """A task for the job published as PIPELINE_JOBS/<assembly>/Pipeline.<assembly>.dll."""
    folder = f"{os.environ.get('PIPELINE_JOBS', '/opt/pipeline/jobs')}/{assembly}"
    kind, head = submission(os.environ.get("SPARK_BINDING", "engines"), folder, f"Pipeline.{assembly}")
    return SparkJobOperator(
        task_id=task_id, conn_id="spark_default", name=f"{assembly}.{task_id}", head=head, connections=connections,
        application_args=[RUN, PATIENCE, *args], properties_file=os.environ.get("PIPELINE_SPARK_PROPERTIES"),
        outlets=list(outlets), reached=reached, durable=False, max_active_tis_per_dag=1, **kind,
    )
