#!/bin/sh
# Starts Temporal on a read-only root: its configuration is made from the image's template, in /tmp.
set -eu
POSTGRES_PWD=$(cat /run/secrets/temporal_password)
TEMPORAL_BROADCAST_ADDRESS=$(hostname -i | cut -d' ' -f1)
export POSTGRES_PWD TEMPORAL_BROADCAST_ADDRESS
mkdir -p /tmp/config
dockerize -template /etc/temporal/config/config_template.yaml:/tmp/config/docker.yaml
exec temporal-server --root /tmp --env docker start
