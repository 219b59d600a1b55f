#!/bin/sh
# Temporal's two databases, made and brought up to date; safe to run again.
set -eu
SQL_PASSWORD=$(cat /run/secrets/temporal_password)
export SQL_PASSWORD
for database in temporal temporal_visibility; do
  folder=temporal
  [ "$database" = temporal ] || folder=visibility
  temporal-sql-tool --database "$database" create-database || true # it is there
  temporal-sql-tool --database "$database" setup-schema --version 0.0 || true # it has one
  temporal-sql-tool --database "$database" update-schema --schema-dir "/etc/temporal/schema/postgresql/v12/$folder/versioned"
done
