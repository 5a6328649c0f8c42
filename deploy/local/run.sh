#!/bin/bash
# The whole of Đầu Giờ on this machine, for `make run`: builds, starts the collector on loopback,
# enrols this machine's agent, runs the morning round, prints the sheet, and stays until Ctrl-C.
#
# Environment: PORT (application; PORT+1 is the admin listener), LAB=1 (simulated office), UI=vi|en
set -euo pipefail
cd "$(dirname "$0")/../.."

PORT=${PORT:-8080}
LAB=${LAB:-}
UI=${UI:-vi}
name=run
[ -z "$LAB" ] || name=lab
[ "$PORT" = 8080 ] || name=$name-$PORT
dir=$PWD/var/$name
prefix=dg$PORT

say() { if [ "$UI" = en ]; then printf '%s\n' "$2"; else printf '%s\n' "$1"; fi; }
fail() { say "$1" "$2" >&2; exit 2; }

[[ $PORT =~ ^[1-9][0-9]{0,4}$ ]] && [ "$PORT" -ge 1 ] && [ "$PORT" -le 65534 ] ||
  fail "PORT phải là số từ 1 đến 65534, không phải '$PORT'." "PORT has to be a number from 1 to 65534, not '$PORT'."

taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
for port in "$PORT" $((PORT + 1)); do
  if taken "$port"; then
    fail "Cổng $port đang được chương trình khác dùng. Chọn cổng khác: make run PORT=$((PORT + 10))" \
      "Port $port is taken by another program. Choose another one: make run PORT=$((PORT + 10))"
  fi
done

if [ -n "$LAB" ]; then
  [ "$(uname -s)" = Linux ] && [ "$(id -u)" = 0 ] ||
    fail "LAB=1 cần Linux và quyền root." "LAB=1 needs Linux and root."
  acceptance/peers.sh lab
fi

newest_source() { find pom.xml protocol agent collector acceptance -name target -prune -o -type f -newer "$1" -print -quit; }
built=collector/target/.built
if [ ! -e "$built" ] || [ -n "$(newest_source "$built")" ]; then
  say "Đang dựng chương trình (lần đầu mất vài phút)…" "Building (the first time takes minutes)…"
  touch "$built.new" 2>/dev/null || { mkdir -p collector/target && touch "$built.new"; }
  mvn -q -B -DskipTests -Dspotless.check.skip=true package ||
    fail "Không dựng được chương trình, xem lỗi ở trên." "The build failed, see above."
  mv "$built.new" "$built"
fi

umask 077
mkdir -p "$dir" || fail "Không tạo được thư mục dữ liệu $dir." "Cannot create the data directory $dir."
[ -w "$dir" ] || fail "Không ghi được vào thư mục dữ liệu $dir." "The data directory $dir is not writable."
random() { head -c 24 /dev/urandom | base64 | tr '+/' '-_'; }
[ -s "$dir/operator-token" ] || random >"$dir/operator-token"
[ -s "$dir/read-token" ] || random >"$dir/read-token"
[ -s "$dir/plan.yml" ] || cp "deploy/local/plan${LAB:+-lab}.yml" "$dir/plan.yml"
cat >"$dir/collector.yml" <<YAML
data-directory: data
plan: plan.yml
listen: {host: 127.0.0.1, port: $PORT, admin-port: $((PORT + 1))}
public-url: http://127.0.0.1:$PORT
loopback-read: true
operator-token-file: operator-token
read-token-file: read-token
YAML

collector= agent=
stop_child() { # PID: asks it to end, and ends it for good after ten seconds
  local pid=$1 waited=0
  kill -TERM "$pid" 2>/dev/null || return 0
  while kill -0 "$pid" 2>/dev/null && [ $waited -lt 100 ]; do sleep 0.1; waited=$((waited + 1)); done
  kill -KILL "$pid" 2>/dev/null || true
}
finish() {
  trap '' INT TERM
  trap - EXIT
  [ -z "$agent$collector" ] || say "Đang dừng…" "Stopping…"
  [ -z "$agent" ] || stop_child "$agent"
  [ -z "$collector" ] || stop_child "$collector"
  [ -z "$LAB" ] || acceptance/lab/lab.sh down "$dir/office" "$prefix"
  [ -z "$agent$collector" ] || say "Đã dừng." "Stopped."
  exit "${1:-0}"
}
trap 'finish 0' INT TERM
trap 'finish $?' EXIT

# get PATH [ACCEPT]: the body of a GET on loopback; fails unless the status is 200
get() {
  local line status
  exec 3<>"/dev/tcp/127.0.0.1/$PORT" || return 1
  printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1:%s\r\nAccept: %s\r\nAuthorization: Bearer %s\r\n\r\n' \
    "$1" "$PORT" "${2:-application/json}" "$(cat "$dir/read-token")" >&3
  read -r _ status _ <&3 || return 1
  while IFS= read -r line <&3 && [ "${line%$'\r'}" ]; do :; done
  cat <&3
  exec 3>&-
  [ "$status" = 200 ]
}

died() { # PID NAME LOG
  kill -0 "$1" 2>/dev/null && return
  tail -n 15 "$3" >&2
  fail "$2 đã dừng ngoài ý muốn; nhật ký: $3" "$2 has stopped; its log: $3"
}

say "Khởi động máy chủ thu thập (collector) trên cổng $PORT…" "Starting the collector on port $PORT…"
setsid collector/bin/daugio-collector server "$dir/collector.yml" </dev/null >>"$dir/collector.log" 2>&1 &
collector=$!
until taken "$PORT"; do died "$collector" Collector "$dir/collector.log"; sleep 0.1; done

in_office=()
if [ -n "$LAB" ]; then
  say "Dựng văn phòng mô phỏng (network namespace $prefix-*)…" "Building the simulated office (network namespaces $prefix-*)…"
  acceptance/lab/lab.sh up "$dir/office" "$prefix" "$PORT"
  export DAUGIO_JAVA_OPTS="-Djavax.net.ssl.trustStore=$dir/office/tls/trust.p12 -Djavax.net.ssl.trustStorePassword=changeit"
  in_office=(ip netns exec "$prefix-pc")
fi

if [ ! -s "$dir/agent.yml" ]; then
  say "Ghi danh máy này…" "Enrolling this machine…"
  code=$(collector/bin/daugio-collector join-code "$dir/collector.yml" --site xa/tru-so)
  "${in_office[@]}" agent/bin/daugio-agent join "http://127.0.0.1:$PORT" "$code" --config "$dir/agent.yml" >>"$dir/agent.log" 2>&1 ||
    { tail -n 5 "$dir/agent.log" >&2; fail "Không ghi danh được." "Enrolment failed."; }
fi

say "Kiểm tra đầu giờ…" "The morning round…"
started=$(date -u +%Y-%m-%dT%H:%M:%S)
setsid "${in_office[@]}" agent/bin/daugio-agent run --config "$dir/agent.yml" --now </dev/null >>"$dir/agent.log" 2>&1 &
agent=$!
reported() { # true once a report came since this start
  local last
  last=$(get /api/v1/fleet | grep -o '"lastReportAt":"[^"]*"' | sort | tail -n 1 | cut -d'"' -f4)
  [[ -n $last && ! $last < $started ]]
}
for _ in $(seq 1 450); do
  if reported; then break; fi
  died "$agent" Agent "$dir/agent.log"
  died "$collector" Collector "$dir/collector.log"
  sleep 0.2
done

echo
get "/api/v1/sheets/xa/tru-so/$(TZ=Asia/Ho_Chi_Minh date +%F)?lang=$UI" text/plain ||
  fail "Chưa có phiếu; nhật ký: $dir/agent.log" "No sheet yet; see $dir/agent.log"
echo
query=; [ "$UI" = vi ] || query="?lang=$UI"
say "Trang phiếu:        http://127.0.0.1:$PORT/$query" "The page:           http://127.0.0.1:$PORT/$query"
say "Mã điều hành:       $(cat "$dir/operator-token")  (để tiếp nhận sự cố)" "Operator token:     $(cat "$dir/operator-token")  (to acknowledge incidents)"
say "Kế hoạch kiểm tra:  $dir/plan.yml" "The plan:           $dir/plan.yml"
say "Nhật ký, dữ liệu:   $dir" "Logs and data:      $dir"
[ -z "$LAB" ] || say "Gây sự cố:          acceptance/lab/lab.sh break $dir/office $prefix cable|gateway|line|dns|system" \
  "Stage an outage:    acceptance/lab/lab.sh break $dir/office $prefix cable|gateway|line|dns|system"
say "Nhấn Ctrl-C để dừng." "Ctrl-C stops it."

while kill -0 "$agent" 2>/dev/null && kill -0 "$collector" 2>/dev/null; do
  sleep 1 &
  wait $! || true
done
died "$agent" Agent "$dir/agent.log"
died "$collector" Collector "$dir/collector.log"
