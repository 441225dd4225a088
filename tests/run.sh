#!/usr/bin/env bash
# Installs what is missing, builds, starts a Redis and a PostgreSQL of its own on private sockets, runs every test and ends with one
# line: `N passed, N failed`. Arguments are passed to tests/run_tests.py: `tests/run.sh matching_domain` runs the programs whose
# name contains that. `GILDE_PRESET=asan tests/run.sh` (or `tsan`) does all of it with a sanitizer; what one finds fails the test.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
. services/packages.sh
install_missing $BUILD_PACKAGES $RUN_PACKAGES $TEST_PACKAGES

preset=${GILDE_PRESET:-dev}
echo "Building build/$preset"
mkdir -p build
cmake --preset "$preset" >"build/$preset-configure.log" || { cat "build/$preset-configure.log"; exit 1; }
cmake --build "build/$preset"
# Debian's gRPC and Abseil are not built for the thread sanitizer: it looks at our own code only.
export TSAN_OPTIONS="ignore_noninstrumented_modules=1 suppressions=$root/tests/tsan.supp"
export UBSAN_OPTIONS="print_stacktrace=1 halt_on_error=1"

scratch=$(mktemp -d /tmp/gilde-test.XXXXXX)
chmod 755 "$scratch"
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
postgres_bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
stop() {
  [ -z "${redis_pid:-}" ] || kill "$redis_pid" 2>/dev/null || true
  [ ! -f "$scratch/postgres/postmaster.pid" ] || as_postgres "$postgres_bin/pg_ctl" -D "$scratch/postgres" -m immediate stop >/dev/null 2>&1 || true
  wait 2>/dev/null || true
  rm -rf "$scratch"
}
trap stop EXIT
trap 'exit 130' INT TERM

redis-server --port 0 --unixsocket "$scratch/redis.sock" --save '' --appendonly no --dir "$scratch" >"$scratch/redis.log" 2>&1 &
redis_pid=$!
mkdir "$scratch/postgres" "$scratch/socket"
[ "$(id -u)" != 0 ] || chown postgres "$scratch/postgres" "$scratch/socket"
(
  cd /
  as_postgres "$postgres_bin/initdb" -D "$scratch/postgres" -U postgres -A trust -E UTF8 --locale=C --no-sync >/dev/null
  as_postgres "$postgres_bin/pg_ctl" -D "$scratch/postgres" -w -l "$scratch/postgres/log" \
    -o "-c listen_addresses= -c unix_socket_directories=$scratch/socket -c max_connections=300 -c fsync=off" start >/dev/null
)
export GILDE_TEST_POSTGRES="postgresql:///postgres?host=$scratch/socket&user=postgres"
export GILDE_TEST_REDIS="unix:$scratch/redis.sock"
export GILDE_CASES="${GILDE_CASES:-$root/../shared/cases}"
/usr/bin/python3 tests/run_tests.py --build "build/$preset" "$@"
