"""Tells of a task that failed for good: in its log, and to whom the connection pipeline_alerts names, a webhook or a notifier of Airflow."""

from __future__ import annotations

import logging
from typing import Any

import requests
from airflow.sdk import BaseNotifier, Connection
from airflow.sdk.exceptions import AirflowNotFoundException
from airflow.sdk.log import redact
from airflow.sdk.module_loading import import_string

CONNECTION = "pipeline_alerts"
SECONDS = 5
UNSAID = "Its process ended without a word: it was killed, or had no memory left."

log = logging.getLogger(__name__)


def alert(context: Any) -> None:
    """An on_failure_callback: Airflow calls it when no try is left."""
    title, why = message(context)
    log.error("%s %s", title, why.replace("\n", " "))
    try:
        connection = Connection.get(CONNECTION)
    except AirflowNotFoundException:
        return
    text = f"{title}\n{why}\n{context['ti'].log_url}"
    if name := connection.extra_dejson.get("notifier"):
        notifier(name, connection.extra_dejson.get("arguments", {}))(context | {"alert": text, "alert_title": title})
    else:
        post(address(connection), text)


def message(context: Any) -> tuple[str, str]:
    """Which task failed, and what its job said; where the process was killed, nobody caught an exception."""
    ti, error = context["ti"], context.get("exception")
    why = UNSAID if error is None else str(error) or type(error).__name__
    return f"{ti.dag_id}.{ti.task_id} failed for good: run {ti.run_id}, try {ti.try_number}.", redact(why)


def notifier(name: str, arguments: dict[str, Any]) -> BaseNotifier:
    """Nothing else that can be imported may be made by whoever edits a connection."""
    kind = import_string(name)
    if not (isinstance(kind, type) and issubclass(kind, BaseNotifier)):
        raise TypeError(f"{CONNECTION} names {name}, which is no notifier. Name a class made from airflow.sdk.BaseNotifier.")
    return kind(**arguments)


def address(connection: Connection) -> str:
    """Host, port, and as the last part the password: what is secret of a webhook's address is encrypted and masked there."""
    host = connection.host or ""
    scheme, _, rest = (host if "://" in host else f"{connection.schema or 'https'}://{host}").rstrip("/").partition("://")
    server, slash, path = rest.partition("/")
    port = f":{connection.port}" if connection.port else ""
    return f"{scheme}://{server}{port}{slash}{path}" + (f"/{connection.password.lstrip('/')}" if connection.password else "")


def post(url: str, text: str) -> None:
    try:
        status = requests.post(url, json={"text": text}, timeout=SECONDS, allow_redirects=False).status_code
    except requests.RequestException as error:  # its own text holds the address
        log.error("%s is not reached: %s. Look at the host of that connection.", CONNECTION, type(error).__name__)
        return
    if status < 300:
        log.info("The alert is handed to %s.", CONNECTION)
    else:
        log.error("%s answered %s and did not take the alert. Look at the host and password of that connection.", CONNECTION, status)
