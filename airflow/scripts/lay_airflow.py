"""What the stack lays into Airflow's tables: the connections of its tasks, and the user admin. What was changed there since stays, save for what is the stack's."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from airflow.models import Connection, Variable
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.security import check_password_hash, generate_password_hash

GIVEN = "pipeline_admin_password"
MEANING = "A hash of the password that the start of the stack gave to the user admin: it gives none again until another one is set."


def server(kind: str, text: str) -> dict[str, Any]:
    url = urlsplit(text)
    return {
        "conn_type": kind, "host": url.hostname, "port": url.port, "schema": url.path.lstrip("/") or None,
        "login": unquote(url.username or ""), "password": unquote(url.password or ""), "extra": dict(parse_qsl(url.query)),
    }


def connections(environment: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    spark = urlsplit(environment["SPARK_MASTER"])
    return {
        "postgres_default": server("postgres", environment["POSTGRES_URL"]),
        "mysql_default": server("mysql", environment["MYSQL_URL"]),
        "spark_default": {"conn_type": "spark", "host": f"spark://{spark.hostname}", "port": spark.port, "extra": {"deploy-mode": "client"}},
        "kafka_default": {"conn_type": "kafka", "extra": {"bootstrap.servers": environment["KAFKA_BOOTSTRAP_SERVERS"]}},
    }


def lay_connections(session: Session, wanted: Mapping[str, Mapping[str, Any]]) -> None:
    """Adds those that are missing; of the others it sets what is given, and leaves what else stands in their extra."""
    for name, given in wanted.items():
        found = session.scalar(select(Connection).where(Connection.conn_id == name))
        if found is None:
            session.add(found := Connection(conn_id=name))
        extra = found.extra_dejson | given["extra"]
        parts = {**given, "extra": json.dumps(extra) if extra != found.extra_dejson else found.extra}
        for part, value in parts.items():
            if getattr(found, part) != value:
                setattr(found, part, value)


def lay_admin(session: Session, manager: Any, password: str) -> str:
    """Makes the user, or gives it the password, where another one is given than the last time. Says what one logs in with."""
    last = session.scalar(select(Variable).where(Variable.key == GIVEN))
    if last is None or not check_password_hash(last.val or "", password):
        user = manager.find_user("admin")
        if not (
            manager.reset_password(user.id, password) if user
            else manager.add_user("admin", "Pipeline", "Admin", "admin@localhost.localdomain", manager.find_role("Admin"), password)
        ):
            raise SystemExit("error: the user admin could not be made, or given its password.\n  Run `airflow db migrate`, then this again.")
        Variable.set(GIVEN, generate_password_hash(password), MEANING, session=session)
    if (user := manager.find_user("admin")) is None:
        return "the user admin was removed there"
    return f"user admin, password {password}" if check_password_hash(user.password, password) else "user admin, whose password was changed there"


def main() -> None:
    from airflow.configuration import conf
    from airflow.providers.fab.auth_manager.cli_commands.utils import get_application_builder
    from airflow.utils.session import create_session

    with create_session() as session:
        lay_connections(session, connections(os.environ))
    with get_application_builder() as builder, create_session() as session:
        said = lay_admin(session, builder.sm, os.environ["ADMIN_PASSWORD"])
    print(f"\nAirflow is laid out. Its pages will be at {conf.get('api', 'base_url')}: {said}")


if __name__ == "__main__":
    main()
