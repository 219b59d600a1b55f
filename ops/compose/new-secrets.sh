#!/bin/sh
# Makes the secrets that docker-compose.yml mounts, once, below ./secrets (or the folder named). What is there already stays.
set -eu
umask 077
command -v node >/dev/null || { echo 'needs node' >&2; exit 1; }
dir=${1:-secrets}
mkdir -p "$dir"
once() { [ -s "$dir/$1" ] || cat >"$dir/$1"; }
word() { head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n'; }

word | once postgres_password
word | once temporal_password
word | once lianban_api_password
word | once lianban_worker_password
head -c 32 /dev/urandom | base64 | tr -d '\n' | once master_key
url() { printf 'postgresql://%s:%s@postgresql:5432/lianban' "$1" "$(cat "$dir/$2")"; }
url postgres postgres_password | once database_owner_url
url lianban_api lianban_api_password | once database_api_url
url lianban_worker lianban_worker_password | once database_worker_url
printf '{}' | once department_systems
node -e '
  const { generateKeyPairSync, randomBytes } = require("node:crypto");
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const kid = `certificate-${randomBytes(4).toString("hex")}`;
  process.stdout.write(JSON.stringify({ ...privateKey.export({ format: "jwk" }), alg: "ES256", kid }));
' | once certificate_key
chmod 0444 "$dir"/* # mounted one by one, and read by the containers as nobody
chmod 0700 "$dir"   # nobody else on the machine comes this far
echo "secrets are in $dir; keep master_key apart from the database"
