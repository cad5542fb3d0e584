#!/usr/bin/env bash
# Starts a PostgreSQL server of its own on loopback, runs the tests that need one, and stops it.
set -euo pipefail
cd "$(dirname "$0")/../.."

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -x "${bin:-}/initdb" ] || { echo "PostgreSQL is not installed (postgresql)" >&2; exit 1; }
folder=$(mktemp -d /tmp/giaoban-postgres-XXXXXX)
# The server refuses to run as root.
as=()
if [ "$(id -u)" = 0 ]; then
	chown postgres "$folder"
	as=(runuser -u postgres --)
fi
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
stop() {
	"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
	rm -rf "$folder"
}
trap stop EXIT
"${as[@]}" "$bin/initdb" -D "$folder/data" -U giaoban -A trust -E UTF8 --no-locale --no-sync >/dev/null
"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
	-o "-h 127.0.0.1 -p $port -k $folder -c fsync=off" start >/dev/null
export GIAOBAN_TEST_DATABASE="host=127.0.0.1 port=$port user=giaoban dbname=postgres"
export GIAOBAN_TEST_PSQL="$bin/psql"
swift test --filter DatabaseTests "$@"
