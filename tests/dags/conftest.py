"""An Airflow of its own for these tests, with no server and no metadata to speak of."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

AIRFLOW = Path(__file__).resolve().parents[2] / "airflow"
DAGS = AIRFLOW / "dags"
PLUGINS = AIRFLOW / "plugins"
SCRIPTS = AIRFLOW / "scripts"
os.environ["AIRFLOW_HOME"] = tempfile.mkdtemp(prefix="pipeline-dags-")
os.environ["AIRFLOW__CORE__DAGS_FOLDER"] = str(DAGS)
os.environ["AIRFLOW__CORE__PLUGINS_FOLDER"] = str(PLUGINS)
os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
os.environ["AIRFLOW__CORE__UNIT_TEST_MODE"] = "False"
os.environ["PIPELINE_JOBS"] = "/jobs"
os.environ.pop("SPARK_BINDING", None)
os.environ.pop("PIPELINE_SPARK_PROPERTIES", None)
os.environ.pop("PIPELINE_RUNS", None)
sys.path[:0] = [str(DAGS), str(PLUGINS), str(SCRIPTS)]
