#!/usr/bin/env bash
# usage: init_airflow_connections.sh   (any number of times, after `airflow db migrate`)
# Reads POSTGRES_URL, MYSQL_URL, KAFKA_BOOTSTRAP_SERVERS, SPARK_MASTER (spark://host:port) and, if set, AIRFLOW_ADMIN_PASSWORD.
# Its last line says what one logs in with. Secrets go by environment and by files of mode 600, never by argument.
set -Eeuo pipefail
umask 077

# usage: require NAME EXAMPLE
require() {
  [[ -n ${!1:-} ]] && return
  printf 'error: %s is not set.\n  Set it to %s and run this again.\n' "$1" "$2" >&2
  exit 2
}

# usage: admin_password   (the given one, the kept one, or a new one)
admin_password() {
  local kept=${AIRFLOW_HOME:-$HOME/airflow}/admin.password
  if [[ -n ${AIRFLOW_ADMIN_PASSWORD:-} ]]; then
    printf '%s' "$AIRFLOW_ADMIN_PASSWORD" >"$kept"
  elif [[ ! -s $kept ]]; then
    python3 -c 'import secrets; print(secrets.token_urlsafe(18), end="")' >"$kept"
  fi
  chmod 600 "$kept"
  cat "$kept"
}

require POSTGRES_URL postgres://user:password@host:5432/shop
require MYSQL_URL mysql://user:password@host:3306/shop
require KAFKA_BOOTSTRAP_SERVERS host:9092
require SPARK_MASTER spark://host:7077
ADMIN_PASSWORD=$(admin_password)
export ADMIN_PASSWORD
exec python3 "$(dirname "${BASH_SOURCE[0]}")/lay_airflow.py"
