"""What another start of the stack changes in Airflow's tables, and what it leaves as an operator made it."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.models import Connection, Variable
from airflow.models.base import Base
from lay_airflow import GIVEN, connections, lay_admin, lay_connections
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session
from werkzeug.security import generate_password_hash

STACK = {
    "POSTGRES_URL": "postgres://pipeline:p%40ss@db:5432/shop", "MYSQL_URL": "mysql://pipeline:p%2Fss@mysql:3306/shop",
    "KAFKA_BOOTSTRAP_SERVERS": "kafka:9092", "SPARK_MASTER": "spark://master:7077",
}


class Users:
    """As much of FAB's manager as one user needs."""

    def __init__(self) -> None:
        self.admin: Any = None

    def find_user(self, name: str) -> Any:
        return self.admin

    def find_role(self, name: str) -> str:
        return name

    def add_user(self, name: str, first: str, last: str, mail: str, role: str, password: str) -> Any:
        self.admin = SimpleNamespace(id=1, password=generate_password_hash(password))
        return self.admin

    def reset_password(self, user: int, password: str) -> bool:
        self.admin.password = generate_password_hash(password)
        return True


@pytest.fixture
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine, [Base.metadata.tables[name] for name in ("team", "connection", "variable")])
    with Session(engine) as session:
        yield session


def lay(session: Session, **changed: str) -> dict[str, Connection]:
    lay_connections(session, connections(STACK | changed))
    session.flush()
    return {one.conn_id: one for one in session.scalars(select(Connection))}


def test_a_first_start_adds_four_connections(session: Session) -> None:
    laid = lay(session)

    postgres, mysql = laid["postgres_default"], laid["mysql_default"]
    assert (postgres.conn_type, postgres.host, postgres.port, postgres.schema, postgres.login, postgres.password, postgres.extra) == (
        "postgres", "db", 5432, "shop", "pipeline", "p@ss", None)
    assert (mysql.conn_type, mysql.host, mysql.password) == ("mysql", "mysql", "p/ss")
    assert (laid["spark_default"].host, laid["spark_default"].port, laid["spark_default"].extra_dejson) == ("spark://master", 7077, {"deploy-mode": "client"})
    assert laid["kafka_default"].extra_dejson == {"bootstrap.servers": "kafka:9092"} and len(laid) == 4


def test_another_start_sets_what_is_the_stacks_and_keeps_what_an_operator_added(session: Session) -> None:
    before = lay(session)
    before["postgres_default"].extra = '{"sslmode": "verify-full"}'
    before["postgres_default"].description = "the shop"
    before["kafka_default"].extra = '{"bootstrap.servers": "elsewhere:1", "security.protocol": "SSL"}'
    before["mysql_default"].password = "wrong"
    session.add(Connection(conn_id="pipeline_alerts", conn_type="http", host="https://chat.example.com"))

    laid = lay(session, POSTGRES_URL="postgres://pipeline:new@db:21408/shop")

    postgres = laid["postgres_default"]
    assert (postgres.id, postgres.port, postgres.password) == (before["postgres_default"].id, 21408, "new")
    assert postgres.extra_dejson == {"sslmode": "verify-full"} and postgres.description == "the shop"
    assert laid["kafka_default"].extra_dejson == {"bootstrap.servers": "kafka:9092", "security.protocol": "SSL"}
    assert laid["mysql_default"].password == "p/ss" and laid["pipeline_alerts"].host == "https://chat.example.com"


def test_a_connection_that_was_removed_comes_again(session: Session) -> None:
    session.delete(lay(session)["kafka_default"])

    assert len(lay(session)) == 4


def test_admin_keeps_the_password_that_was_set_in_the_pages_until_another_one_is_given(session: Session) -> None:
    users = Users()

    assert lay_admin(session, users, "first") == "user admin, password first"
    users.reset_password(1, "set in the pages")
    assert lay_admin(session, users, "first") == "user admin, whose password was changed there"
    assert lay_admin(session, users, "second") == "user admin, password second"
    users.reset_password(1, "set in the pages")
    assert lay_admin(session, users, "second") == "user admin, whose password was changed there"


def test_an_admin_that_was_removed_stays_so_until_another_password_is_given(session: Session) -> None:
    users = Users()
    lay_admin(session, users, "first")

    users.admin = None
    assert lay_admin(session, users, "first") == "the user admin was removed there"
    assert lay_admin(session, users, "second") == "user admin, password second"


def test_a_user_of_an_older_start_gets_the_given_password(session: Session) -> None:
    users = Users()
    users.add_user("admin", "", "", "", "Admin", "old")

    assert lay_admin(session, users, "new") == "user admin, password new"


def test_no_password_stands_in_the_variable(session: Session) -> None:
    lay_admin(session, Users(), "very-secret")

    assert "very-secret" not in session.scalar(select(Variable).where(Variable.key == GIVEN)).val


def test_what_could_not_be_set_is_tried_again_by_the_next_start(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    users = Users()
    with monkeypatch.context() as failing, pytest.raises(SystemExit, match="admin could not be made"):
        failing.setattr(users, "add_user", lambda *_: False)
        lay_admin(session, users, "first")

    assert lay_admin(session, users, "first") == "user admin, password first"
