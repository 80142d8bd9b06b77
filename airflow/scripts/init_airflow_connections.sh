#!/usr/bin/env bash
# usage: init_airflow_connections.sh   (any number of times, after `airflow db migrate`)
# Reads POSTGRES_URL, MYSQL_URL, KAFKA_BOOTSTRAP_SERVERS, SPARK_MASTER (spark://host:port) and, if set, AIRFLOW_ADMIN_PASSWORD.
# Secrets go by environment and by files of mode 600, never by argument.
set -Eeuo pipefail
umask 077

# usage: require NAME EXAMPLE
require() {
  [[ -n ${!1:-} ]] && return
  printf 'error: %s is not set.\n  Set it to %s and run this again.\n' "$1" "$2" >&2
  exit 2
}

# usage: admin_password   (the given one, the kept one, or a new one, shown this once)
admin_password() {
  local kept=${AIRFLOW_HOME:-$HOME/airflow}/admin.password
  if [[ -n ${AIRFLOW_ADMIN_PASSWORD:-} ]]; then
    printf '%s' "$AIRFLOW_ADMIN_PASSWORD" >"$kept"
  elif [[ ! -s $kept ]]; then
    python3 -c 'import secrets; print(secrets.token_urlsafe(18), end="")' >"$kept"
    printf 'user admin, password %s (kept in %s)\n' "$(<"$kept")" "$kept" >&2
  fi
  chmod 600 "$kept"
  cat "$kept"
}

# usage: lay   (replaces the connections; makes the user admin, or gives it the password; one Python for all, as each takes seconds to start)
lay() {
  ADMIN_PASSWORD=$(admin_password) python3 - <<'PY'
import os
from urllib.parse import parse_qsl, unquote, urlsplit

from airflow.models.connection import Connection
from airflow.providers.fab.auth_manager.cli_commands.utils import get_application_builder
from airflow.utils.session import create_session
from sqlalchemy import delete


def server(kind, text):
    url = urlsplit(text)
    return {
        "conn_type": kind, "host": url.hostname, "port": url.port, "schema": url.path.lstrip("/") or None,
        "login": unquote(url.username or ""), "password": unquote(url.password or ""), "extra": dict(parse_qsl(url.query)) or None,
    }


spark = urlsplit(os.environ["SPARK_MASTER"])
connections = {
    "postgres_default": server("postgres", os.environ["POSTGRES_URL"]),
    "mysql_default": server("mysql", os.environ["MYSQL_URL"]),
    "spark_default": {"conn_type": "spark", "host": f"spark://{spark.hostname}", "port": spark.port, "extra": {"deploy-mode": "client"}},
    "kafka_default": {"conn_type": "kafka", "extra": {"bootstrap.servers": os.environ["KAFKA_BOOTSTRAP_SERVERS"]}},
}
with create_session() as session:
    session.execute(delete(Connection).where(Connection.conn_id.in_(list(connections))))
    session.add_all(Connection(conn_id=name, **parts) for name, parts in connections.items())

with get_application_builder() as builder:
    manager, password = builder.sm, os.environ["ADMIN_PASSWORD"]
    if user := manager.find_user("admin"):
        manager.reset_password(user.id, password)
    elif not manager.add_user("admin", "Pipeline", "Admin", "admin@localhost.localdomain", manager.find_role("Admin"), password):
        raise SystemExit("error: the user admin could not be made.\n  Run `airflow db migrate`, then this again.")
PY
}

require POSTGRES_URL postgres://user:password@host:5432/shop
require MYSQL_URL mysql://user:password@host:3306/shop
require KAFKA_BOOTSTRAP_SERVERS host:9092
require SPARK_MASTER spark://host:7077
lay
