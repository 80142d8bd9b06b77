"""Puts "Pipeline report" into Airflow's menu: the pages of runs/, for whoever is logged in and may see the menu's plugins."""

from __future__ import annotations

import html
import os
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from airflow.plugins_manager import AirflowPlugin

if TYPE_CHECKING:
    from fastapi import FastAPI

PREFIX = "/pipeline-report"
INDEX = "index.html"
# The pages that `report` writes, as it names them; nothing else of the folder is given away.
PAGE = re.compile(r"index\.html|[A-Za-z0-9_-]+-[0-9a-f]{8}-[0-9]+\.html")
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
}
MISSING = (
    "There is no report yet: the end of each run makes it. Type: ./pipeline airflow dags trigger dag_replication"
    " (in containers: docker compose exec airflow_scheduler airflow dags trigger dag_replication)"
)
UNKNOWN = "The report has no such page."


class PipelineReport(AirflowPlugin):
    name = "pipeline_report"
    external_views = [
        {"name": "Pipeline report", "href": f"{PREFIX[1:]}/{INDEX}", "destination": "nav", "url_route": PREFIX[1:], "nav_top_level": True},
    ]

    @cached_property
    def fastapi_apps(self) -> list[dict[str, Any]]:  # type: ignore[override]
        """Made in the api-server alone: tasks and the scheduler load this file too."""
        return [{"app": pages(), "url_prefix": PREFIX, "name": "Pipeline report"}]


def pages() -> FastAPI:
    """Airflow guards its own routes and none of an app that is mounted, so this one asks for the login itself."""
    from airflow.api_fastapi.auth.managers.models.resource_details import AccessView
    from airflow.api_fastapi.core_api.security import requires_access_view
    from fastapi import Depends, FastAPI
    from fastapi.responses import HTMLResponse

    app = FastAPI(dependencies=[Depends(requires_access_view(AccessView.PLUGINS))], openapi_url=None)

    @app.get("/{page}", response_model=None)
    def show(page: str) -> Any:
        text = read(page)
        return HTMLResponse(text or line(MISSING if page == INDEX else UNKNOWN), 200 if text else 404, HEADERS)

    return app


def read(page: str) -> str | None:
    """Null where no page is called so."""
    folder = os.environ.get("PIPELINE_RUNS")
    if not folder or not PAGE.fullmatch(page):
        return None
    try:
        return (Path(folder) / page).read_text("utf-8")
    except FileNotFoundError:
        return None


def line(text: str) -> str:
    return f'<!DOCTYPE html><html lang="en"><meta name="color-scheme" content="light dark"><title>Pipeline report</title><p>{html.escape(text)}</p></html>'
