#!/bin/sh
# The house's own role: no superuser, and owner of its own database alone. Run once, by an empty cluster.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 --set secret="$RECLAIM_DATABASE_PASSWORD" <<'SQL'
CREATE ROLE reclaim LOGIN PASSWORD :'secret';
CREATE DATABASE reclaim OWNER reclaim;
SQL
