"""The menu's page, asked as a browser does, with an auth manager that only knows two users."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from airflow import plugins_manager
from airflow.api_fastapi.app import _AuthManagerState, init_plugins
from airflow.api_fastapi.auth.managers.base_auth_manager import COOKIE_NAME_JWT_TOKEN
from airflow.api_fastapi.auth.managers.models.resource_details import AccessView
from fastapi import FastAPI
from httpx import Response
from jwt import InvalidTokenError
from starlette.testclient import TestClient

RUN = "manual__1-0123abcd-1.html"


class Users:
    """Who may log in, and who of them may see plugins."""

    async def get_user_from_token(self, token: str) -> SimpleNamespace:
        if token not in ("operator", "viewer"):
            raise InvalidTokenError
        return SimpleNamespace(name=token)

    def is_authorized_view(self, *, access_view: AccessView, user: SimpleNamespace) -> bool:
        return access_view is AccessView.PLUGINS and user.name == "operator"


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "runs"
    folder.mkdir()
    (folder / "index.html").write_text(f'<a href="{RUN}">run</a> é')
    (folder / RUN).write_text("its proof")
    (folder / "pipeline.prom").write_text("figures")
    (tmp_path / "secret.html").write_text("secret")
    monkeypatch.setenv("PIPELINE_RUNS", str(folder))
    return folder


@pytest.fixture
def airflow(monkeypatch: pytest.MonkeyPatch) -> Iterator[FastAPI]:
    monkeypatch.setattr(_AuthManagerState, "instance", Users())
    app = FastAPI()
    init_plugins(app)
    yield app


def ask(airflow: FastAPI, path: str, token: str | None = "operator") -> Response:
    with TestClient(airflow, cookies={COOKIE_NAME_JWT_TOKEN: token} if token else {}) as browser:
        return browser.get(path, follow_redirects=False)


def test_airflow_loads_it_and_puts_it_into_the_menu() -> None:
    shown, _ = plugins_manager._get_ui_plugins()

    assert plugins_manager.get_import_errors() == {}
    assert [(view["name"], view["destination"], view["href"]) for view in shown] == [("Pipeline report", "nav", "pipeline-report/index.html")]
    assert "pipeline_report" in {plugin["name"] for plugin in plugins_manager.get_plugin_info()}


@pytest.mark.parametrize("page", ["index.html", RUN, "pipeline.prom", "nothing.html"])
@pytest.mark.parametrize(("token", "status"), [(None, 401), ("forged", 403), ("viewer", 403)])
def test_whoever_is_not_logged_in_or_may_not_see_plugins_sees_nothing(runs: Path, airflow: FastAPI, page: str, token: str | None, status: int) -> None:
    answer = ask(airflow, f"/pipeline-report/{page}", token)

    assert answer.status_code == status and "proof" not in answer.text and "run</a>" not in answer.text


def test_the_list_and_a_run_are_shown_and_may_run_no_script(runs: Path, airflow: FastAPI) -> None:
    index, run = ask(airflow, "/pipeline-report/index.html"), ask(airflow, f"/pipeline-report/{RUN}")

    assert (index.status_code, run.status_code) == (200, 200)
    assert index.text.endswith("é") and run.text == "its proof"
    assert index.headers["content-type"] == "text/html; charset=utf-8" and index.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in index.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        "pipeline.prom", "../secret.html", "..%2fsecret.html", "%2e%2e/secret.html", "..%2f..%2f..%2fetc%2fpasswd", "%2fetc%2fpasswd", "docs", "openapi.json",
        "index.html%0a", "",
    ],
)
def test_nothing_but_the_reports_pages_is_given_away(runs: Path, airflow: FastAPI, path: str) -> None:
    answer = ask(airflow, f"/pipeline-report/{path}")

    assert answer.status_code == 404 and "secret" not in answer.text and "figures" not in answer.text and "root:" not in answer.text


@pytest.mark.parametrize("place", ["empty", "unset"])
def test_without_a_report_one_line_says_what_to_type(tmp_path: Path, airflow: FastAPI, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    if place == "empty":
        monkeypatch.setenv("PIPELINE_RUNS", str(tmp_path))

    answer = ask(airflow, "/pipeline-report/index.html")

    assert answer.status_code == 404
    assert answer.text.count("<p>") == 1 and "Type: ./pipeline airflow dags trigger dag_replication" in answer.text
