#!/bin/sh
# The house's own roles: no superuser, nobody who bypasses a wall. Run once, by an empty cluster.
# reclaim owns the tables; reclaim_web and reclaim_work own nothing (docs/adr/0080).
set -eu
psql --username postgres --set ON_ERROR_STOP=1 \
  --set web="$RECLAIM_DATABASE_PASSWORD" --set work="$RECLAIM_WORK_PASSWORD" --set owner="$RECLAIM_OWNER_PASSWORD" <<'SQL'
CREATE ROLE reclaim LOGIN PASSWORD :'owner';
CREATE ROLE reclaim_web LOGIN PASSWORD :'web';
CREATE ROLE reclaim_work LOGIN PASSWORD :'work';
GRANT pg_read_all_stats TO reclaim_work;
CREATE DATABASE reclaim OWNER reclaim;
SQL
