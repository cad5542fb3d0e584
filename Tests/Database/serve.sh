#!/usr/bin/env bash
# Starts two PostgreSQL servers of its own on loopback, runs a command that finds them in GIAOBAN_TEST_DATABASE and
# GIAOBAN_TEST_DATABASE_2, and stops them: Tests/Database/serve.sh swift test --filter DatabaseTests
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
# Two servers: the second holds partitions of the first one's tables.
stop() {
	for number in 1 2; do
		"${as[@]}" "$bin/pg_ctl" -D "$folder/data$number" -m immediate stop >/dev/null 2>&1 || true
	done
	rm -rf "$folder"
}
trap stop EXIT
ports=()
for number in 1 2; do
	port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
	"${as[@]}" "$bin/initdb" -D "$folder/data$number" -U giaoban -A trust -E UTF8 --no-locale --no-sync >/dev/null
	"${as[@]}" "$bin/pg_ctl" -D "$folder/data$number" -w -l "$folder/log$number" \
		-o "-h 127.0.0.1 -p $port -k $folder -c fsync=off" start >/dev/null
	ports+=("$port")
done
export GIAOBAN_TEST_DATABASE="host=127.0.0.1 port=${ports[0]} user=giaoban dbname=postgres"
export GIAOBAN_TEST_DATABASE_2="host=127.0.0.1 port=${ports[1]} user=giaoban dbname=postgres"
export GIAOBAN_TEST_PSQL="$bin/psql"
"$@"
