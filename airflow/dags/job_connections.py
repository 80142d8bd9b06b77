"""What a job finds in its environment, from Airflow's connections."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from airflow.sdk import Connection
from airflow.sdk.exceptions import AirflowFailException

TLS = ("sslmode", "sslrootcert", "ssl-mode", "ssl-ca")


def secrets(postgres: str | None = None, mysql: str | None = None, kafka: str | None = None) -> dict[str, str]:
    """Read when a task runs, so that no rendered template holds it."""
    found = {name: url(name[:-4].lower(), Connection.get(conn)) for name, conn in (("POSTGRES_URL", postgres), ("MYSQL_URL", mysql)) if conn}
    return found | ({"KAFKA_BOOTSTRAP_SERVERS": brokers(Connection.get(kafka))} if kafka else {})


def brokers(connection: Connection) -> str:
    extra = connection.extra_dejson
    foreign = sorted(name for name in extra if name.startswith(("sasl.", "ssl.")))
    if extra.get("security.protocol", "PLAINTEXT").upper() != "PLAINTEXT":
        foreign.append("security.protocol")
    if foreign:
        raise AirflowFailException(
            f"The connection {connection.conn_id} sets {', '.join(foreign)}, and the events job talks to brokers without encryption or login. "
            "Give it a listener of its own that asks for none, and take the settings out of the connection's extra."
        )
    return extra["bootstrap.servers"]


def url(scheme: str, connection: Connection) -> str:
    user, password = (quote(part or "", safe="") for part in (connection.login, connection.password))
    tls = urlencode({name: connection.extra_dejson[name] for name in TLS if name in connection.extra_dejson}, quote_via=quote)
    return f"{scheme}://{user}:{password}@{connection.host}:{connection.port}/{connection.schema}{'?' if tls else ''}{tls}"
