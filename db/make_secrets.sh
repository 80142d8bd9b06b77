#!/usr/bin/env bash
# usage: make_secrets.sh FOLDER CONF...   (at each start of the stack in containers, as a user who is in the groups below)
# Makes each secret once: the one that .env gives, else a random one. Then lays out a folder for each service that only its group may
# read. CONF... are Spark's settings, which its secret is added to.
set -Eeuo pipefail
umask 077

folder=$1
shift
kept=$folder/kept
mkdir -p "$kept"

# usage: keep NAME [SETTING [anew]]   (a database keeps the password of its first start, so another one given later is refused; anew takes it)
keep() {
  local file=$kept/$1 setting=${2:-} anew=${3:-}
  local given=${setting:+${!setting:-}}
  if [[ ! -s $file || (-n $anew && -n $given) ]]; then
    printf '%s' "${given:-$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')}" >"$file.new"
    mv "$file.new" "$file"
  elif [[ -n $given && $given != "$(<"$file")" ]]; then
    printf 'error: %s in .env is not the one that this stack was first started with.\n  Take it out of .env, or forget all data: docker compose down -v\n' "$setting" >&2
    exit 2
  fi
}

# usage: encoded NAME   (fit for a URL)
encoded() {
  local LC_ALL=C text i character
  text=$(<"$kept/$1")
  for ((i = 0; i < ${#text}; i++)); do
    character=${text:i:1}
    if [[ $character == [a-zA-Z0-9._~-] ]]; then printf '%s' "$character"; else printf '%%%02X' "'$character"; fi
  done
}

# usage: lay SERVICE GROUP FILE...   (a file holds what is kept under its name, else what comes on standard input, without its last line feed)
lay() {
  local service=$folder/$1 group=$2 file
  shift 2
  mkdir -p "$service"
  for file in "$@"; do
    if [[ -s $kept/$file ]]; then cat "$kept/$file"; else printf '%s' "$(cat)"; fi >"$service/$file.new"
    chgrp "$group" "$service/$file.new"
    chmod 440 "$service/$file.new"
    mv -f "$service/$file.new" "$service/$file"
  done
  chgrp "$group" "$service"
  chmod 750 "$service"
}

keep postgres_superuser POSTGRES_PASSWORD
keep postgres_shop_writer SHOP_WRITER_PASSWORD
keep postgres_pipeline PIPELINE_PASSWORD
keep postgres_airflow
keep mysql_root MYSQL_ROOT_PASSWORD
keep mysql_pipeline MYSQL_PASSWORD
keep admin_password AIRFLOW_ADMIN_PASSWORD anew
keep jwt_secret AIRFLOW_JWT_SECRET anew
keep secret_key
keep fernet_bytes
keep spark_secret

lay postgres 2001 postgres_superuser postgres_shop_writer postgres_pipeline postgres_airflow
lay mysql 2002 mysql_root mysql_pipeline
lay spark 2003 cluster.conf < <(cat "$@" && printf 'spark.authenticate.secret=%s\n' "$(<"$kept/spark_secret")")
lay airflow 2004 jwt_secret secret_key
lay airflow 2004 sql_alchemy_conn <<<"postgresql+psycopg2://airflow:$(encoded postgres_airflow)@postgres_db:5432/airflow"
lay airflow 2004 fernet_key < <(head -c 32 "$kept/fernet_bytes" | base64 | tr '+/' '-_')
lay airflow_init 2005 admin_password
lay airflow_init 2005 postgres_url <<<"postgres://pipeline:$(encoded postgres_pipeline)@postgres_db:5432/shop"
lay airflow_init 2005 mysql_url <<<"mysql://pipeline:$(encoded mysql_pipeline)@mysql_db:3306/shop"
lay shop 2006 postgres_url <<<"postgres://shop_writer:$(encoded postgres_shop_writer)@postgres_db:5432/shop"
