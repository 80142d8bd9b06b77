"""What a job finds in its environment, from Airflow's connections."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from airflow.sdk import Connection

TLS = ("sslmode", "sslrootcert", "ssl-mode", "ssl-ca")


def secrets(postgres: str | None = None, mysql: str | None = None, kafka: str | None = None) -> dict[str, str]:
    """Read when a task runs, so that no rendered template holds it."""
    found = {name: url(name[:-4].lower(), Connection.get(conn)) for name, conn in (("POSTGRES_URL", postgres), ("MYSQL_URL", mysql)) if conn}
    return found | ({"KAFKA_BOOTSTRAP_SERVERS": Connection.get(kafka).extra_dejson["bootstrap.servers"]} if kafka else {})


def url(scheme: str, connection: Connection) -> str:
    user, password = (quote(part or "", safe="") for part in (connection.login, connection.password))
    tls = urlencode({name: connection.extra_dejson[name] for name in TLS if name in connection.extra_dejson}, quote_via=quote)
    return f"{scheme}://{user}:{password}@{connection.host}:{connection.port}/{connection.schema}{'?' if tls else ''}{tls}"
