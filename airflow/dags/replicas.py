"""The replicas of the shop, and which of them a run makes fresh."""

from __future__ import annotations

import re
from collections.abc import Iterable

from airflow.sdk import Asset

REPLICAS = {f"public.{table}": Asset(f"mysql_replica_{table}") for table in ("users", "products", "orders", "orderdetails")}


def fresh(patterns: Iterable[str]) -> list[Asset]:
    """The replicas of the tables that --tables names: schema.name, * for any characters, public without a schema; all of them for no pattern."""
    words = [word if "." in word else f"public.{word}" for word in ",".join(patterns).split(",") if word]
    globs = [re.escape(word).replace(r"\*", ".*") for word in words or REPLICAS]
    return [asset for table, asset in REPLICAS.items() if any(re.fullmatch(glob, table, re.DOTALL) for glob in globs)]
