#!/bin/sh
# Passwords of the roles that the migrations have made; run after each of them.
set -eu
for role in lianban_api lianban_worker; do
  password=$(cat "/run/secrets/${role}_password")
  psql "$(cat /run/secrets/database_owner_url)" --quiet --set=ON_ERROR_STOP=1 --set=role="$role" --set=password="$password" <<'SQL'
alter role :"role" with login password :'password';
SQL
done
