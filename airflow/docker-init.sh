#!/usr/bin/env bash
# usage: docker-init.sh   (any number of times)
# Airflow's tables, its plugins, the connections of its tasks, and its admin, whose password it shows. Secrets are files of /run/pipeline/airflow_init.
set -Eeuo pipefail

secrets=/run/pipeline/airflow_init
POSTGRES_URL=$(<"$secrets/postgres_url")
MYSQL_URL=$(<"$secrets/mysql_url")
AIRFLOW_ADMIN_PASSWORD=$(<"$secrets/admin_password")
export POSTGRES_URL MYSQL_URL AIRFLOW_ADMIN_PASSWORD

# The volume outlives the image, so it gets the plugins of this one at each start; others that it holds stay.
cp /opt/pipeline/plugins/*.py /opt/airflow/plugins/
airflow db migrate
"$(dirname "$0")/init_airflow_connections.sh"
