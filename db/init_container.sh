#!/usr/bin/env bash
# usage: init_container.sh   (by PostgreSQL's container, once, after the scripts beside it)
# Airflow's database, and the passwords of all who log in; they are files of /run/pipeline/postgres, and never arguments.
set -Eeuo pipefail

cd /run/pipeline/postgres
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
\set shop_writer `cat postgres_shop_writer`
\set pipeline `cat postgres_pipeline`
\set airflow `cat postgres_airflow`
alter role shop_writer password :'shop_writer';
alter role pipeline password :'pipeline';
alter role airflow password :'airflow';
create database airflow owner airflow;
SQL
