#!/usr/bin/env bash
# From a fresh Debian 12 to a mentorship program that one can watch: installs what is missing, builds, starts a Redis, a mail sink and
# the four services in one sandboxed process, and runs `gilde demo`.
#
#   services/quickstart.sh                  the sample people
#   services/quickstart.sh people.csv       your people (a column mapping beside it, or columns that a shipped mapping knows)
#   services/quickstart.sh --stop           stops what was started
#
# Everything it writes is under build/. Interrupted, it goes on where it was; finished, it begins anew.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
home=$root/build/quickstart
port=${GILDE_QUICKSTART_PORT:-7400}
smtp_port=$((port + 25))
start=2027-01-04T08:00:00Z

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
[ -t 1 ] || say() { printf '\n%s\n' "$*"; }

# alive name: whether the process of that name, started here by an earlier run, still runs. Its command line names our folder: a
# process that merely got the same number since does not.
alive() {
  [ -f "$home/$1.pid" ] && { tr '\0' ' ' <"/proc/$(cat "$home/$1.pid")/cmdline" | grep -qF "$home"; } 2>/dev/null
}

# background name command...: starts it unless it runs, with its output in a log.
background() {
  local name=$1
  shift
  alive "$name" && return 0
  setsid "$@" >>"$home/$name.log" 2>&1 </dev/null &
  echo $! >"$home/$name.pid"
}

stop() {
  local name
  for name in suite sink redis; do
    if alive "$name"; then
      kill "$(cat "$home/$name.pid")" 2>/dev/null || true
      while alive "$name"; do sleep 0.1; done
    fi
    rm -f "$home/$name.pid"
  done
}

# answers port: whether something listens there.
answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# await what port log: until it answers, at most 30 seconds.
await() {
  local i
  for i in $(seq 300); do
    answers "$2" && return 0
    sleep 0.1
  done
  echo "$1 did not start; the end of $3:" >&2
  tail -n 20 "$3" >&2
  exit 1
}

if [ "${1:-}" = --stop ]; then
  stop
  echo "Stopped."
  exit 0
fi
people=${1:-$root/services/cli/sample/people.csv}
[ -f "$people" ] || { echo "There is no file $people" >&2; exit 1; }
people=$(realpath "$people")
mapping=${2:+--mapping $(realpath "$2")}

cd "$root"
. services/packages.sh
say "Installing what is missing"
install_missing $BUILD_PACKAGES $RUN_PACKAGES

say "Building (a few minutes the first time)"
mkdir -p build
cmake --preset release >build/release-configure.log 2>&1 || { cat build/release-configure.log >&2; exit 1; }
cmake --build build/release --target gilde-suite gilde

say "Starting Redis, a mail sink and the four services"
# Another file, or a demo that came to its end: begin anew.
if [ -f "$home/finished" ] || [ "$(cat "$home/people" 2>/dev/null || echo "$people")" != "$people" ]; then
  stop
  rm -rf "$home"
fi
mkdir -p "$home/data" "$home/mail"
echo "$people" >"$home/people"
if ! alive suite && answers "$port"; then
  echo "Port $port is taken by something else: set GILDE_QUICKSTART_PORT to a free one." >&2
  exit 1
fi
background redis redis-server --port 0 --unixsocket "$home/redis.sock" --save '' --appendonly no --dir "$home"
background sink /usr/bin/python3 services/cli/smtp_sink.py --port "$smtp_port" --maildir "$home/mail"
await "The mail sink" "$smtp_port" "$home/sink.log"
background suite build/release/bin/gilde-suite --sandbox --sandbox_start "$start" --listen "127.0.0.1:$port" \
  --metrics_listen "127.0.0.1:$((port + 90))" --database "sqlite:$home/data" --redis "unix:$home/redis.sock" \
  --smtp "smtp://127.0.0.1:$smtp_port"
await "gilde-suite" "$port" "$home/suite.log"

# The demo dies with this script, so that two never tell the same story.
setpriv --pdeathsig KILL build/release/bin/gilde --address "127.0.0.1:$port" --organization halyard demo "$people" $mapping --journal "$home/journal" --maildir "$home/mail"
touch "$home/finished"
cat <<TEXT

The services go on running (log: $home/suite.log). gilde is build/release/bin/gilde.
To stop them: services/quickstart.sh --stop
TEXT
