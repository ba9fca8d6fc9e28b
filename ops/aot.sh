#!/usr/bin/env bash
# Runs the application once and keeps what the JVM learned of it (classes loaded and linked, methods worth compiling), so
# that it starts faster with -XX:AOTCache.
#
#   ops/aot.sh APPLICATION CACHE [SERVERS]
#
# APPLICATION  directory made by: java -Djarmode=tools -jar gateway-*-application.jar extract
#              --application-filename application.jar --destination APPLICATION
# CACHE        the file to write. It fits the same JVM and the same files in the same place only.
# SERVERS      directory with the jars of the sandbox, whose PostgreSQL, Redis and Temporal are then started for this;
#              without it, those named in the environment are used (DATABASE_URL, REDIS_URL, ...), best empty ones.
set -euo pipefail
application=$(cd "$1" && pwd)
cache=$(realpath -m "$2")
servers=${3:-}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
options=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
work=$(mktemp -d)
started=()

end() {
  for pid in "${started[@]}"; do kill "$pid" 2> /dev/null && wait "$pid" || true; done
  rm -rf "$work"
}
trap end EXIT

until_ready() { # process, its log, command
  for _ in $(seq 240); do
    if "${@:3}" > /dev/null 2>&1; then return; fi
    if ! kill -0 "$1" 2> /dev/null; then break; fi
    sleep 0.5
  done
  echo "It does not start:" >&2
  cat "$2" >&2
  exit 1
}

if [ -n "$servers" ]; then
  SANDBOX_DIRECTORY="$work/servers" "$java" "${options[@]}" -cp "$servers/*" \
    org.mediaplanner.sandbox.servers.ServersOnly > "$work/servers.log" 2>&1 &
  started=("$!")
  until_ready "$!" "$work/servers.log" grep -q "servers are ready" "$work/servers.log"
  export DATABASE_URL="jdbc:postgresql://127.0.0.1:${SANDBOX_POSTGRES_PORT:-55432}/mediaplanner"
  export DATABASE_OWNER_USER=mp_owner DATABASE_OWNER_PASSWORD=mp_owner
  export DATABASE_WRITER_USER=mp_writer DATABASE_WRITER_PASSWORD=mp_writer
  export DATABASE_READER_USER=mp_reader DATABASE_READER_PASSWORD=mp_reader
  export REDIS_URL="redis://127.0.0.1:${SANDBOX_REDIS_PORT:-56379}"
  export TEMPORAL_HOST="127.0.0.1:${SANDBOX_TEMPORAL_PORT:-57233}"
fi

api="http://localhost:${PORT:-8080}"
cd "$application"
# Keys of its own, which are thrown away; outside of the profile dev neither those nor the passwords would be taken.
SPRING_PROFILES_ACTIVE=dev MEDIAPLANNER_SECURITY_KEY_FILE="$work/key.pem" MEDIAPLANNER_VAULT_KEY_FILE="$work/master.key" \
  "$java" "${options[@]}" -XX:AOTCacheOutput="$cache" \
  -jar application.jar > "$work/application.log" 2>&1 &
trained=$!
started=("$trained" "${started[@]}")
until_ready "$trained" "$work/application.log" curl -fsS "$api/health/ready"

# What a node is asked first: a login, a command and its answer, a list, the figures.
json=(-sS -H "Content-Type: application/json")
curl "${json[@]}" "$api/api/v1/auth/register" -o /dev/null \
  -d '{"organization": "Training", "name": "Training", "email": "training@example.com", "password": "Training-1-only"}'
token=$(curl "${json[@]}" "$api/api/v1/auth/login" -d '{"email": "training@example.com", "password": "Training-1-only"}' \
  | sed 's/.*"accessToken":"\([^"]*\)".*/\1/')
for round in $(seq 20); do
  curl "${json[@]}" -o /dev/null -H "Authorization: Bearer $token" "$api/api/v1/clients" -d "{\"name\": \"Client $round\"}"
  curl -sS -o /dev/null -H "Authorization: Bearer $token" "$api/api/v1/clients"
  curl -sS -o /dev/null "$api/metrics"
done

kill "$trained"
wait "$trained" || true # a signal ended it: the JVM writes the cache on its way out
test -s "$cache" || { cat "$work/application.log" >&2; exit 1; }
echo "$cache: $(($(stat -c %s "$cache") / 1048576)) MB"
