#!/bin/bash
# Run by the image of PostgreSQL on an empty volume: the owner may create roles and is no superuser.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres \
  -v owner="$DATABASE_OWNER_USER" -v password="$DATABASE_OWNER_PASSWORD" <<'SQL'
CREATE ROLE :"owner" LOGIN CREATEROLE PASSWORD :'password';
CREATE DATABASE media_planner OWNER :"owner";
SQL
